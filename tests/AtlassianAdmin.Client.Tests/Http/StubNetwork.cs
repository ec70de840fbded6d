using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Text;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>A function in place of the network, for what does not depend on sockets.</summary>
internal sealed class StubNetwork(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> _requests = new();

    public StubNetwork(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>Method, path, query and body of every request, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static HttpResponseMessage Reply(int status, string body = "{}") => Reply(status, Encoding.UTF8.GetBytes(body));

    public static HttpResponseMessage Reply(int status, byte[] body) =>
        new((HttpStatusCode)status) { Content = new ByteArrayContent(body) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery} {body}".TrimEnd());
        return await answer(request, cancellationToken);
    }
}
