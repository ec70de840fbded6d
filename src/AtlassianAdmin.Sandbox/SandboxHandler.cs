using System.Net;
using System.Net.Http;

namespace AtlassianAdmin.Sandbox;

/// <summary>The in-process door to a simulated organization: the last handler of an HTTP client, without a network.</summary>
public sealed class SandboxHandler : HttpMessageHandler
{
    private readonly SandboxOrganization _organization;

    /// <summary>Makes a door to that organization; any number of them can be open.</summary>
    public SandboxHandler(SandboxOrganization organization) =>
        _organization = organization ?? throw new ArgumentNullException(nameof(organization));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        await Task.Delay(_organization.Latency, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        Uri address = request.RequestUri!;
        SandboxReply reply = _organization.Handle(new SandboxRequest(request.Method.Method, address.PathAndQuery)
        {
            Authorization = request.Headers.TryGetValues("Authorization", out IEnumerable<string>? keys) ? keys.First() : null,
            ContentType = request.Content?.Headers.TryGetValues("Content-Type", out IEnumerable<string>? types) == true ? types.First() : null,
            Body = body,
            BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)),
        });
        return Response(request, reply);
    }

    private static HttpResponseMessage Response(HttpRequestMessage request, SandboxReply reply)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(reply.Body.ToArray()),
        };
        if (reply.ContentType is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        foreach (KeyValuePair<string, string> header in reply.Headers)
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }
}
