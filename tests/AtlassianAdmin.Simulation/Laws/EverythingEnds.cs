using AtlassianAdmin.Simulation.Running;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>Every command ends, and what ends it has a code.</summary>
internal sealed class EverythingEnds : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (Execution execution in past.Executions)
        {
            if (execution.IsStuck)
                yield return $"#{execution.Number} {execution.Command.Kind} waits for ever, after {past.World.Requests} requests and {past.World.Clock.Passed}";
            if (execution.Crash is { } crash)
                yield return $"#{execution.Number} {execution.Command.Kind} ended without a code: {crash}";
        }
    }
}
