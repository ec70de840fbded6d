using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Running;

/// <summary>What came up in many lives: laws over lives in which nothing happens prove nothing.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(World world, IReadOnlyList<Execution> executions)
    {
        Count("requests", world.Requests);
        Count("writes", world.Log.OfType<WireEntry>().Count(w => w.IsWrite));
        Count("mishaps", world.Log.OfType<WireEntry>().Count(w => w.Mishap is not null));
        Count("refused by the limit", world.Log.OfType<WireEntry>().Count(w => w is { Status: 429, IsExecuted: true }));
        Count("deeds of others", world.Log.OfType<DeedEntry>().Count(d => d.Effects.Count > 0));
        Count("kills", world.Log.OfType<MarkEntry>().Count(m => m.IsKill));
        Count("full disks", world.Log.OfType<MarkEntry>().Count(m => m.IsDiskFault));
        Count("stops", world.Log.OfType<MarkEntry>().Count(m => m.IsStop));
        Count("resumed plans", executions.Count(e => e.Plan is not null && executions.Any(o => o.Number < e.Number && o.IsKilled && o.Command == e.Command)));
        foreach (ChangeOutcome outcome in executions.SelectMany(e => e.Changes).Select(c => c.Outcome))
            Count(outcome.ToString(), 1);
        foreach (Execution undo in executions.Where(e => e.Command.Kind == "Undo"))
            Count("undone", undo.Changes.Count(c => c.Outcome == ChangeOutcome.Changed));
    }

    public override string ToString() => string.Join(", ", _counts.Select(c => $"{c.Key} {c.Value}"));

    private void Count(string name, long more) => _counts[name] = _counts.GetValueOrDefault(name) + more;
}
