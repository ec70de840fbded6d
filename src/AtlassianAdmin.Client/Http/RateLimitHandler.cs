using System.Net.Http;

namespace AtlassianAdmin.Client.Http;

/// <summary>Lets a request out through the connection's gate, and tells the budget what the reply says about it.</summary>
internal sealed class RateLimitHandler : DelegatingHandler
{
    private readonly RequestLimiter _gate;
    private readonly TimeProvider _clock;

    public RateLimitHandler(RequestLimiter gate, TimeProvider clock)
    {
        _gate = gate;
        _clock = clock;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ApiFamily family = ApiCall.Of(request).Request.Family;
        CancellationToken nothingNew = RequestScope.Current?.NothingNew ?? default;
        cancellationToken.ThrowIfCancellationRequested();
        nothingNew.ThrowIfCancellationRequested();
        using RequestLease lease = _gate.TryEnter(family) ?? await WaitAsync(family, nothingNew, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        lease.Reported = RateLimitHeaders.Read(reply, _clock);
        return reply;
    }

    private async Task<RequestLease> WaitAsync(ApiFamily family, CancellationToken nothingNew, CancellationToken cancellationToken)
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, nothingNew, _gate.Closed);
        return await _gate.EnterAsync(family, start.Token).ConfigureAwait(false);
    }
}
