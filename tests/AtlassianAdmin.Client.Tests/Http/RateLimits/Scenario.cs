using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>One simulated run: a service, the way to it, and what is asked of it.</summary>
internal sealed record Scenario
{
    public int Limit { get; init; }

    public TimeSpan Window { get; init; }

    public Counting Counting { get; init; }

    public Telling Telling { get; init; }

    public bool SaysRetryAfter { get; init; }

    /// <summary>Requests to be answered.</summary>
    public int Requests { get; init; }

    /// <summary>Requests in flight at once, at most.</summary>
    public int Callers { get; init; }

    public TimeSpan ShortestLatency { get; init; }

    public TimeSpan LongestLatency { get; init; }

    /// <summary>How far this machine's clock is ahead of the service's.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>By how much somebody sets this machine's clock, half a window after the beginning.</summary>
    public TimeSpan ClockSet { get; init; }

    /// <summary>How many of a hundred answers are lost after the service counted the request.</summary>
    public int LostPercent { get; init; }

    /// <summary>How often somebody else uses the same key; zero when nobody does.</summary>
    public TimeSpan Competitor { get; init; }

    /// <summary>When in its second the run begins, and every chance in it.</summary>
    public int Seed { get; init; }

    /// <summary>A service that is used by nobody else.</summary>
    public static Gen<Scenario> Alone { get; } =
        from limit in Gen.Frequency<int>((3, Gen.Choose(1, 12)), (2, Gen.Choose(13, 300)))
        from seconds in Gen.Elements(2, 5, 10, 30, 60, 60, 60, 300)
        from counting in Gen.Elements(Enum.GetValues<Counting>())
        from telling in Gen.Elements(Enum.GetValues<Telling>())
        from retryAfter in Gen.Elements(true, false)
        from windows in Gen.Choose(1, 6)
        from part in Gen.Choose(0, 99)
        from callers in Gen.Choose(1, 40)
        from shortest in Gen.Elements(0, 1, 20, 300)
        from spread in Gen.Elements(0, 5, 100, 2_000, 15_000)
        from skew in Gen.Elements(0, 0, -7, 45, -3600, 86400)
        from set in Gen.Elements(0, 0, -30, 45, -7200, 86400)
        from lost in Gen.Frequency<int>((3, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
        from seed in Gen.Choose(0, int.MaxValue - 1)
        // Only windows that end on a minute can be told to the minute.
        let minutes = telling == Telling.IsoMinute
        select new Scenario
        {
            Limit = limit,
            Window = TimeSpan.FromSeconds(minutes ? Math.Max(60, seconds) : seconds),
            Counting = minutes ? Counting.ByTheClock : counting,
            Telling = telling,
            SaysRetryAfter = retryAfter,
            Requests = Math.Max(1, (limit * windows) + (limit * part / 100)),
            Callers = callers,
            ShortestLatency = TimeSpan.FromMilliseconds(shortest),
            LongestLatency = TimeSpan.FromMilliseconds(shortest + spread),
            Skew = TimeSpan.FromSeconds(skew),
            ClockSet = TimeSpan.FromSeconds(set),
            LostPercent = lost,
            Seed = seed,
        };
}
