using System.Net;
using System.Net.Http;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>The limits that the vendor publishes, where the service announces none: never more in any minute, and never a minute wasted.</summary>
public class PublishedLimitLawTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static int _hosts;

    [Theory]
    [InlineData(ApiFamily.Audit, 10)]
    [InlineData(ApiFamily.AuditStream, 50)]
    [InlineData(ApiFamily.Activity, 200)]
    public void Never_more_than_the_limit_in_any_minute_and_all_go_out(ApiFamily family, int limit) =>
        Prop.ForAll(Arrivals(limit).ToArbitrary(), arrivals =>
        {
            List<TimeSpan> starts = Run(family, arrivals);
            int most = starts.Select((start, i) => starts.Skip(i).TakeWhile(other => other - start < Minute).Count()).DefaultIfEmpty().Max();
            // Everybody who came is let out, at the latest when as many minutes are over as the limit needs for all of them.
            TimeSpan latest = arrivals.Last().At + (((arrivals.Count / limit) + 1) * (Minute + TimeSpan.FromSeconds(arrivals.Max(a => a.Seconds))));
            bool good = starts.Count == arrivals.Count && most <= limit && starts[^1] <= latest;
            return good.Label($"{starts.Count} of {arrivals.Count}, {most} in a minute, last {starts[^1]}, latest {latest}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [InlineData(ApiFamily.Audit, 10)]
    [InlineData(ApiFamily.AuditStream, 50)]
    [InlineData(ApiFamily.Activity, 200)]
    public void A_limit_that_is_not_reached_holds_nobody_up(ApiFamily family, int limit)
    {
        List<Arrival> arrivals = [.. Enumerable.Range(0, 3 * limit).Select(i => new Arrival(i * (Minute / (limit - 1)), 0))];

        Assert.Equal(arrivals.Select(a => a.At), Run(family, arrivals));
    }

    /// <summary>Bursts, trickles and pauses, and answers that take their time.</summary>
    private static Gen<List<Arrival>> Arrivals(int limit) =>
        from count in Gen.Choose(1, (limit * 2) + 5)
        from gaps in Gen.Frequency<int>((4, Gen.Constant(0)), (3, Gen.Choose(1, 2_000)), (1, Gen.Choose(2_000, 70_000))).ArrayOf(count)
        from seconds in Gen.Frequency<int>((5, Gen.Constant(0)), (1, Gen.Choose(1, 90))).ArrayOf(count)
        select gaps.Select((_, i) => new Arrival(TimeSpan.FromMilliseconds(gaps.Take(i + 1).Sum(gap => (double)gap)), seconds[i])).ToList();

    /// <summary>When each request goes out, in time that passes only when nobody can go.</summary>
    private static List<TimeSpan> Run(ApiFamily family, IReadOnlyList<Arrival> arrivals)
    {
        var clock = new ManualClock();
        long beginning = clock.GetTimestamp();
        TimeSpan Now() => clock.GetElapsedTime(beginning);
        using ApiKey key = ClientUnderTest.Key();
        RateBudget budget = RateBudgets.For(new Uri($"https://host-{++_hosts}.example.com/"), key, family, clock);
        List<TimeSpan> starts = [];
        var inFlight = new PriorityQueue<RatePermit, TimeSpan>();
        while (starts.Count < arrivals.Count || inFlight.Count > 0)
        {
            while (inFlight.TryPeek(out RatePermit done, out TimeSpan end) && end <= Now())
            {
                inFlight.Dequeue();
                using var reply = new HttpResponseMessage(HttpStatusCode.OK);
                budget.Finish(done, RateLimitHeaders.Read(reply, clock));
            }

            TimeSpan? wait = null;
            if (starts.Count < arrivals.Count && arrivals[starts.Count].At <= Now() && budget.TryStart(out RatePermit permit, out wait))
            {
                inFlight.Enqueue(permit, Now() + TimeSpan.FromSeconds(arrivals[starts.Count].Seconds));
                starts.Add(Now());
                continue;
            }

            List<TimeSpan> next = [];
            if (starts.Count < arrivals.Count && arrivals[starts.Count].At > Now())
                next.Add(arrivals[starts.Count].At);
            if (wait is { } pause)
                next.Add(Now() + pause);
            if (inFlight.TryPeek(out _, out TimeSpan soonest))
                next.Add(soonest);
            if (next.Count > 0)
                clock.Advance(next.Min() - Now());
        }

        return starts;
    }

    private sealed record Arrival(TimeSpan At, int Seconds);
}
