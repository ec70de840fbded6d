using AtlassianAdmin.Changes.Plans;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>A plan that is run to its end, killed as often as may be, ends in what it intends or says what contradicts it; and nothing of it is done twice.</summary>
internal sealed class PlansAreResumed : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (IGrouping<string, Execution> runs in past.Executions.Where(e => e.Plan is not null).GroupBy(e => e.Plan!.Digest))
        {
            foreach (string breach in TwiceIn(past, runs.ToArray()))
                yield return breach;
            Execution last = runs.Last();
            if (last.IsKilled || last.Failure is not null)
                continue;
            foreach (Change change in last.Changes.Where(c => !c.IsDone && c.ErrorCode is null && c.Outcome != ChangeOutcome.Skipped))
                yield return $"the plan does not say why it is not done: #{last.Number} {change}";
            if (past.World.Life.MaxChanges > 0 || past.World.Life.ReadOnly || past.World.Life.Protected.Count > 0 || !past.IsCalm(runs.First().From, last.To))
                continue;
            foreach (PlanStep step in last.Plan!.Steps.Where(s => past.World.Organization.Find(s.AccountId) is not null))
            {
                // What an operation expands into is looked at by its parts.
                if (step.Expands || last.Changes.Any(c => c.AccountId == step.AccountId && c.ErrorCode is not null) || step.Later.Any(l => l.ChangesSameAs(step)))
                    continue;
                if (WantedState.IsIn(past.World.HistoryOf(past.World.Organization.Find(step.AccountId)!).Last(h => h.From <= last.To).State, step.Operation, past.World.Organization) == false)
                    yield return $"the plan says nothing against it, and the step is not done: {step.StepId} {step.Effect}";
            }
        }
    }

    private static IEnumerable<string> TwiceIn(Past past, Execution[] runs)
    {
        foreach (IGrouping<(string?, string?), OperationTrace> same in past.Traces
            .Where(t => t.Step is not null && runs.Contains(t.Execution) && t.Record!.Value.File.StartsWith("run-", StringComparison.Ordinal)).GroupBy(t => (t.Step, t.TargetId)))
        {
            OperationTrace? proven = same.FirstOrDefault(t => t is { Verified: true, Outcome: ChangeOutcome.Changed or ChangeOutcome.AlreadyInState, Spec: not Changes.Operations.Accounts.RevokeToken });
            if (proven is not null && same.FirstOrDefault(t => t.From > proven.From && t.Writes.Count > 0) is { } again)
                yield return $"a step that was proven is sent again: {proven}, {again}";
        }
    }
}
