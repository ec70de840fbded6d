using System.Net;
using System.Net.Http;
using System.Text;

namespace AtlassianAdmin.Sandbox.Tests;

/// <summary>Answers everything with one reply.</summary>
public sealed class StubHandler(int status, string mediaType, string body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        });
}
