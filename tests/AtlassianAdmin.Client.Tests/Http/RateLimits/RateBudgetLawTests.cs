using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>The laws of the limiter, over services, ways and clocks of every kind.</summary>
public class RateBudgetLawTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Alone_it_never_exceeds_an_announced_window_and_always_ends() =>
        Prop.ForAll(Scenario.Alone.ToArbitrary(), scenario =>
        {
            Simulation run = Simulation.Run(scenario);
            // A lost answer may have been the only one to tell how many are left.
            bool good = run.RefusedToUs <= run.Lost && run.Breaches.Count == 0 && run.Answered == scenario.Requests && run.Took <= Bound(scenario, run);
            return good.Label($"{run}, bound {Bound(scenario, run)}");
        }).Check(Many);

    [Fact]
    public void Beside_others_it_heeds_every_refusal_opens_slowly_and_always_ends() =>
        Prop.ForAll(Shared.ToArbitrary(), scenario =>
        {
            Simulation run = Simulation.Run(scenario);
            bool good = run.Breaches.Count == 0 && run.Answered == scenario.Requests;
            return good.Label(run.ToString());
        }).Check(Many);

    [Fact]
    public void On_a_short_way_it_uses_what_it_may() =>
        Prop.ForAll(Swift.ToArbitrary(), scenario =>
        {
            Simulation run = Simulation.Run(scenario);
            // The windows it takes at best, each with a little more than the second by which its end is told inexactly.
            int windows = ((scenario.Requests - 1) / scenario.Limit) + 1;
            TimeSpan best = windows * (scenario.Window + TimeSpan.FromSeconds(2.5));
            return (run.RefusedToUs == 0 && run.Took <= best).Label($"{run}, best {best}");
        }).Check(Many);

    /// <summary>The same with somebody else who uses the same key and looks at no header.</summary>
    private static Gen<Scenario> Shared { get; } =
        from scenario in Scenario.Alone
        from share in Gen.Choose(2, 8)
        let limit = Math.Max(2, scenario.Limit)
        let window = TimeSpan.FromSeconds(Math.Max(10, scenario.Window.TotalSeconds))
        select scenario with { Limit = limit, Window = window, LongestLatency = scenario.ShortestLatency + (window / 50), Competitor = window / (limit * share / 10.0) };

    private static Gen<Scenario> Swift { get; } =
        from scenario in Scenario.Alone
        select scenario with
        {
            Window = TimeSpan.FromSeconds(60), Limit = Math.Max(10, scenario.Limit), Requests = Math.Max(10, scenario.Limit) * 5, LostPercent = 0, Counting = scenario.Counting == Counting.Sliding ? Counting.ByTheClock : scenario.Counting,
            ShortestLatency = TimeSpan.FromMilliseconds(10), LongestLatency = TimeSpan.FromMilliseconds(60),
        };

    /// <summary>Every window used, each with its slowest straggler, the second of doubt, and the probe.</summary>
    private static TimeSpan Bound(Scenario scenario, Simulation run)
    {
        int sent = scenario.Requests + run.Lost;
        int windows = (sent / scenario.Limit) + 2;
        // Where an answer takes longer than a window, each may cost one.
        TimeSpan perWindow = (scenario.Window * 2) + (scenario.LongestLatency * 4) + TimeSpan.FromSeconds(3);
        return (perWindow * windows) + (scenario.LongestLatency * sent);
    }
}
