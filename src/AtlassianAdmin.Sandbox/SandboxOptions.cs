namespace AtlassianAdmin.Sandbox;

/// <summary>How a simulated organization is made and how it answers.</summary>
public sealed class SandboxOptions
{
    /// <summary>The fewest people an organization can have: those that the documentation names.</summary>
    public const int MinimumUserCount = 12;

    /// <summary>How many people the organization has, 12 or more.</summary>
    public int UserCount { get; init; } = 250;

    /// <summary>Which organization is made: the same seed gives the same people, a larger count adds to them.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long each reply takes; none by default.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Requests a minute for each of the three APIs, announced in <c>X-RateLimit-*</c>; null for no limit.</summary>
    public int? RateLimit { get; init; }

    /// <summary>True to send <c>Retry-After</c> with a 429. The vendor does not document it for these APIs, so it is off by default.</summary>
    public bool SendsRetryAfter { get; init; }

    /// <summary>The most that one page of any list holds; null for the service's own page sizes.</summary>
    public int? PageSize { get; init; }

    /// <summary>True to answer 409 to a disable, enable or delete that changes nothing; by default it is a success. Both are seen in the wild.</summary>
    public bool LifecycleConflicts { get; init; }

    /// <summary>True to list the organization at <c>GET /v1/orgs</c>; by default the list is empty, as it often is on the live service.</summary>
    public bool ListsOrganization { get; init; }

    /// <summary>True to enforce the limits that the vendor publishes: 10 a minute for the audit log, 50 for its stream, 200 for last active dates.</summary>
    public bool PublishedLimits { get; init; }

    /// <summary>True for an organization that pays for nothing, which cannot invite anybody (402).</summary>
    public bool HasNoSubscription { get; init; }

    /// <summary>The clock for dates, limits and the grace period of deletions; null for the system's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Hears of each request that was answered, on any thread; null for nobody.</summary>
    public Action<AnsweredRequest>? OnAnswer { get; init; }

    internal void Validate()
    {
        if (UserCount < MinimumUserCount)
            throw new ArgumentOutOfRangeException(nameof(UserCount), UserCount, $"A sandbox needs at least {MinimumUserCount} people.");
        if (Latency < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(Latency), Latency, "The latency cannot be negative.");
        if (RateLimit < 1)
            throw new ArgumentOutOfRangeException(nameof(RateLimit), RateLimit, "A rate limit is at least 1 request a minute.");
        if (PageSize < 1)
            throw new ArgumentOutOfRangeException(nameof(PageSize), PageSize, "A page holds at least 1 entry.");
    }
}
