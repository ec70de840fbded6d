using System.Threading.RateLimiting;

namespace AtlassianAdmin.Client.Http;

/// <summary>What a request that is in flight holds: its place of the connection, and its count in the budget. Disposing gives both back.</summary>
internal sealed class Admission : IDisposable
{
    private readonly RateBudget _budget;
    private readonly Passage _passage;
    private readonly RateLimitLease _place;

    public Admission(RateBudget budget, Passage passage, RateLimitLease place)
    {
        _budget = budget;
        _passage = passage;
        _place = place;
    }

    /// <summary>What the reply said about the limit; null while there is none.</summary>
    public RateLimitHeaders? Told { get; set; }

    public void Dispose()
    {
        // The budget first: whoever hears of it finds the place a moment later.
        _budget.Finish(_passage, Told);
        _place.Dispose();
    }
}
