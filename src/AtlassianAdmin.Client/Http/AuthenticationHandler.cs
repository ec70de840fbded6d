using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace AtlassianAdmin.Client.Http;

/// <summary>Puts the key on requests to its own host, and lets no request leave for any other.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private readonly Uri _baseUri;
    private readonly ApiKey _key;
    private readonly string? _userName;

    public AuthenticationHandler(Uri baseUri, ApiKey key, string? userName)
    {
        _baseUri = baseUri;
        _key = key;
        _userName = userName;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        bool ours = address.Scheme == _baseUri.Scheme && address.Port == _baseUri.Port
            && string.Equals(address.Host, _baseUri.Host, StringComparison.OrdinalIgnoreCase);
        if (!ours)
            throw new AdminException(ErrorCode.InsecureAddress, ("address", address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));
        if (!ApiCall.Of(request).Request.IsAnonymous)
            request.Headers.Authorization = Authorization();
        HttpResponseMessage reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (IsSecretlyRejected(reply))
            reply.StatusCode = HttpStatusCode.Unauthorized;
        return reply;
    }

    private AuthenticationHeaderValue Authorization() => _userName is null
        ? new("Bearer", _key.Reveal())
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_userName}:{_key.Reveal()}")));

    /// <summary>A Jira site answers what anybody may ask with 200 and nothing when it does not know the token, and says so in a header only. Source: reference 6.</summary>
    private static bool IsSecretlyRejected(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("X-Seraph-LoginReason", out IEnumerable<string>? reasons)
        && reasons.Any(reason => reason.IndexOf("AUTHENTICATED_FAILED", StringComparison.OrdinalIgnoreCase) >= 0);
}
