using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Errors;

namespace AtlassianAdmin.Http;

/// <summary>Puts the key on requests to its own host, and lets no request leave for any other.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private readonly Uri _baseUri;
    private readonly ApiKey _key;

    public AuthenticationHandler(Uri baseUri, ApiKey key)
    {
        _baseUri = baseUri;
        _key = key;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        bool ours = address.Scheme == _baseUri.Scheme && address.Port == _baseUri.Port
            && string.Equals(address.Host, _baseUri.Host, StringComparison.OrdinalIgnoreCase);
        if (!ours)
            throw new AdminException(ErrorCode.InsecureAddress, ("address", address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key.Reveal());
        return base.SendAsync(request, cancellationToken);
    }
}
