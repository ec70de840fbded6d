using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>Nobody is touched who was not on the list.</summary>
internal sealed class NobodyElse : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (WireEntry write in past.Writes)
        {
            if (write.Tag is not { } tag)
            {
                yield return $"sent for nobody: {write}";
                continue;
            }

            Execution execution = past.Executions[tag.Execution];
            // Whom our earlier commands touched, undoing may touch again; that it is no more than that, another law says.
            if (execution.Command.Kind == "Undo" && write.Effects.All(e => past.Writes.Any(w => w.Number < execution.From && w.Effects.Any(f => f.Id == e.Id))))
                continue;
            string[] allowed = (tag.Unit < 0 ? execution.Units : [execution.Units[tag.Unit]]).SelectMany(u => u.Allowed).ToArray();
            foreach (Effect effect in write.Effects.Where(e => e is { IsOfPerson: true, Facet: not "existence" } && !allowed.Contains(e.Id)))
            {
                // Who was made by the same command is on its list.
                if (!past.Writes.Any(w => w.Tag?.Execution == tag.Execution && w.Effects.Any(e => e.Facet == "existence" && e.Id == effect.Id)) && !IsInvited(execution, effect, past))
                    yield return $"#{tag.Execution} {execution.Command.Kind} touched somebody else: {write}";
            }
        }
    }

    // An address of a list may be somebody's by now.
    private static bool IsInvited(Execution execution, Effect effect, Past past) =>
        execution.Changes.Any(c => c.AccountId == effect.Id) || (execution.IsKilled && past.Traces.Any(t => t.Execution == execution && (t.AccountId == effect.Id || t.IsOpen)));
}
