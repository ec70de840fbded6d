using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>What a connection refuses by itself is never sent.</summary>
internal sealed class GuardsHold : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        Lives.Life life = past.World.Life;
        if (life.ReadOnly && past.Writes.FirstOrDefault() is { } sent)
            yield return $"sent on a connection that only reads: {sent}";
        string[] kept = life.Protected.Select(p => past.World.Organization.People[p].AccountId).ToArray();
        foreach (WireEntry write in past.Writes.Where(w => w.Effects.Any(e => e.IsOfPerson && kept.Contains(e.Id))))
            yield return $"changed somebody who is protected: {write}";
        if (life.MaxChanges == 0)
            yield break;
        foreach (IGrouping<(ModuleProcess, int), Execution> same in past.Executions.GroupBy(e => (e.Process, e.Connection)))
        {
            int[] numbers = same.Select(e => e.Number).ToArray();
            int people = past.Writes.Where(w => w.Tag is { } tag && numbers.Contains(tag.Execution))
                .SelectMany(w => w.Effects).Where(e => e.IsOfPerson).Select(e => e.Id).Distinct().Count();
            if (people > life.MaxChanges)
                yield return $"changed {people} people, and {life.MaxChanges} were allowed";
        }
    }
}
