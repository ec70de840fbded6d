using System.Threading.RateLimiting;

namespace AtlassianAdmin.Client.Http;

/// <summary>What a request that is in flight holds: its place of the connection, and its count in the budget. Disposing gives both back.</summary>
internal sealed class RequestLease : IDisposable
{
    private readonly RateBudget _budget;
    private readonly RatePermit _permit;
    private readonly RateLimitLease _place;

    public RequestLease(RateBudget budget, RatePermit permit, RateLimitLease place)
    {
        _budget = budget;
        _permit = permit;
        _place = place;
    }

    /// <summary>What the reply said about the limit; null while there is none.</summary>
    public RateLimitHeaders? Reported { get; set; }

    public void Dispose()
    {
        // The budget first: whoever hears of it finds the place a moment later.
        _budget.Finish(_permit, Reported);
        _place.Dispose();
    }
}
