using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>Undo restores what is still ours, and nothing else.</summary>
internal sealed class UndoneIsOurs : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (Execution undo in past.Executions.Where(e => e.Command.Kind == "Undo" && !e.IsKilled && e.Failure is null))
        {
            foreach ((string account, Dictionary<string, string> before) in undo.Before)
            {
                Dictionary<string, string> after = undo.After[account];
                foreach (string facet in before.Keys.Union(after.Keys, StringComparer.Ordinal))
                {
                    if (BreachOf(past, undo, account, facet, before.GetValueOrDefault(facet), after.GetValueOrDefault(facet)) is { } breach)
                        yield return $"{breach}: #{undo.Number} person {account} {facet}, {before.GetValueOrDefault(facet)} -> {after.GetValueOrDefault(facet)}";
                }
            }
        }
    }

    private static string? BreachOf(Past past, Execution undo, string account, string facet, string? before, string? after)
    {
        var earlier = past.Between(0, undo.From - 1).SelectMany(e => e.Effects.Where(f => f.IsOfPerson && f.Id == account && f.Facet == facet).Select(f => (Entry: e, Effect: f))).ToArray();
        var ours = earlier.Where(e => IsOurs(past, e.Entry)).ToArray();
        bool isOthers = earlier.Length > 0 && !IsOurs(past, earlier[^1].Entry);
        bool isDisturbed = past.Between(undo.From, undo.To).Any(e => e is DeedEntry && e.Effects.Any(f => f.Id == account));
        if (before != after && !isDisturbed && !MayBeOurs(past, undo, account))
        {
            if (ours.Length == 0)
                return "undone, and no command had changed it";
            if (isOthers && !ours.Any(o => o.Effect.Before == before || o.Effect.After == before))
                return "undone what somebody else had changed";
        }

        bool isFirst = past.Executions.First(e => e.Command.Kind == "Undo") == undo;
        bool isSimple = isFirst && ours.Length > 0 && ours.Length == earlier.Length && past.IsCalm(undo.From, undo.To);
        if (!isSimple || undo.Changes.Any(c => !c.IsDone) || after == ours[0].Effect.Before)
            return null;
        // Only what the journal holds can be undone: where half a record was lost, or the process was killed, less is known.
        bool isKnown = !past.HasDiskFault && past.Traces.Where(t => t.Effects.Any(e => e.Id == account)).All(t => t.Outcome == ChangeOutcome.Changed);
        return isKnown && undo.Changes.Any(c => c.AccountId == account) ? $"not undone, although everything is said to be; it was {ours[0].Effect.Before}" : null;
    }

    // Somebody else was first, and ours was accepted all the same, or begun and never heard of again: nobody can tell that from a change of ours.
    private static bool MayBeOurs(Past past, Execution undo, string account)
    {
        IReadOnlyList<PersonHistory> history = past.World.HistoryOf(past.World.Organization.Find(account)!);
        PersonState before = history.Last(h => h.From <= undo.From).State;
        PersonState after = history.Last(h => h.From <= undo.To).State;
        return past.Traces.Any(t => t.AccountId == account && t.From < undo.From && t.Execution.Connection == 0
            && t.Outcome is null or ChangeOutcome.Unknown or ChangeOutcome.Changed
            && past.IsDisturbed(t, t.Execution.From) && !t.Effects.Any(e => e.Id == account) && t.Spec is { } spec
            && WantedState.IsIn(before, spec, past.World.Organization) == true && WantedState.IsIn(after, spec, past.World.Organization) == false);
    }

    // What another connection did stands in another journal.
    private static bool IsOurs(Past past, LogEntry entry) => entry is WireEntry { Tag: { } tag } && past.Executions[tag.Execution].Connection == 0;
}
