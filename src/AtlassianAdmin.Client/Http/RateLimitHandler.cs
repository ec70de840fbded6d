using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace AtlassianAdmin.Http;

/// <summary>Lets a request out through the connection's gate, and tells the budget what the reply says about it.</summary>
internal sealed class RateLimitHandler : DelegatingHandler
{
    private readonly RequestGate _gate;
    private readonly TimeProvider _clock;

    public RateLimitHandler(RequestGate gate, TimeProvider clock)
    {
        _gate = gate;
        _clock = clock;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, RequestScope.Current?.NothingNew ?? default, _gate.Closed);
        using Admission admission = await _gate.EnterAsync(ApiCall.Of(request).Request.Family, start.Token).ConfigureAwait(false);
        HttpResponseMessage reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        admission.Told = RateLimitHeaders.Read(reply, _clock);
        return reply;
    }
}
