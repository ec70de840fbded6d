using System.Net.Http;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>Answers in the place of the sandbox, or after it where it is late.</summary>
internal sealed class Answering(Func<HttpRequestMessage, int, HttpResponseMessage?> answer, bool isLate = false)
{
    private int _writes;

    public int Writes => _writes;

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, inner);

    private sealed class Handler(Answering owner, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int place = request.Method == HttpMethod.Get ? 0 : Interlocked.Increment(ref owner._writes);
            if (owner.Answer(request, place) is not { } reply)
                return await base.SendAsync(request, cancellationToken);
            if (owner.IsLate)
                (await base.SendAsync(request, cancellationToken)).Dispose();
            return reply;
        }
    }

    private bool IsLate => isLate;

    private HttpResponseMessage? Answer(HttpRequestMessage request, int place) => answer(request, place);
}
