using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>The limit that the service announces is not passed by more than what was in flight when it was reached.</summary>
internal sealed class LimitIsKept : ILaw
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public IEnumerable<string> BreachesIn(Past past)
    {
        WireEntry[] refused = past.World.Log.OfType<WireEntry>().Where(w => w is { Status: 429, IsExecuted: true }).ToArray();
        foreach (WireEntry one in refused)
        {
            int before = refused.Count(r => r.At <= one.At && one.At - r.At < Window && ApiOf(r) == ApiOf(one));
            // What is not ours takes from the same window, and a process that has just started has heard of no limit.
            int others = past.World.Log.Count(e => e.At <= one.At && one.At - e.At < Window + Window && e is DeedEntry or MarkEntry);
            int allowed = past.World.Life.Throttle * past.Executions.Max(e => e.Process.Connections.Count) + others;
            if (before > allowed)
                yield return $"{before} requests were refused within a minute, and {allowed} at most were in flight: {one}";
        }
    }

    private static string ApiOf(WireEntry entry) => entry.Path.Split('/')[1];
}
