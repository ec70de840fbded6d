using System;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;

namespace AtlassianAdmin.Http;

/// <summary>Lets a request out when the connection has a free place and the service's announced budget allows it.</summary>
internal sealed class RateLimitHandler : DelegatingHandler
{
    private readonly ConcurrencyLimiter _places;
    private readonly Func<ApiFamily, RateBudget> _budgets;
    private readonly TimeSpan _maxWait;
    private readonly TimeProvider _clock;

    public RateLimitHandler(ConcurrencyLimiter places, Func<ApiFamily, RateBudget> budgets, TimeSpan maxWait, TimeProvider clock)
    {
        _places = places;
        _budgets = budgets;
        _maxWait = maxWait;
        _clock = clock;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, RequestScope.Current?.NothingNew ?? default);
        using RateLimitLease place = await _places.AcquireAsync(1, start.Token).ConfigureAwait(false);
        if (!place.IsAcquired)
            throw new OperationCanceledException("The client was disposed before the request had a place.");
        RateBudget budget = _budgets(ApiCall.Of(request).Request.Family);
        Passage passage = await budget.StartAsync(_maxWait, start.Token).ConfigureAwait(false);
        RateLimitHeaders? told = null;
        try
        {
            HttpResponseMessage reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            told = RateLimitHeaders.Read(reply, _clock);
            return reply;
        }
        finally
        {
            budget.Finish(passage, told);
        }
    }
}
