using System.IO;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>A record is on the disk before anything is sent, stays there, and says the same as the change object.</summary>
internal sealed class JournalIsKept : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (WireEntry write in past.Unrecorded)
            yield return $"sent without a record: {write}";
        foreach (IGrouping<string, JournalEntry> file in past.World.Log.OfType<JournalEntry>().GroupBy(e => e.File))
        {
            string path = Path.Combine(past.World.Folder, file.Key);
            if (JournalCheck.Of(path) is { IsIntact: false } check)
                yield return $"{file.Key} is damaged: {check.Faults[0]}";
            var kept = ChangeJournal.Read(path).Changes.ToDictionary(c => c.Number);
            foreach (JournalEntry begin in file.Where(e => e.Line.Record == JournalRecord.Begin && !kept.ContainsKey(e.Line.Change!.Value)))
                yield return $"a record was lost: {begin}";
            foreach (OperationTrace trace in past.Traces.Where(t => t is { Outcome: not null, Record: { } record } && record.File == file.Key))
            {
                if (kept.TryGetValue(trace.Record!.Value.Number, out JournaledChange? change) && change.Outcome != trace.Outcome)
                    yield return $"an end was lost: {trace}";
            }
        }

        if (past.HasDiskFault)
            yield break;
        var traces = past.Traces.Where(t => t.Record is not null).ToLookup(t => t.Record!.Value.Number);
        foreach (Execution execution in past.Executions.Where(e => !e.IsKilled && past.IsJournaled(e)))
        {
            foreach (Change change in execution.Changes.Where(c => c.Attempts > 0 || c.Outcome == ChangeOutcome.Changed))
            {
                OperationTrace[] same = change.Records.SelectMany(r => traces[r.Number]).Where(t => t.Execution == execution).ToArray();
                if (same.Length == 0)
                    yield return $"no journal has it: #{execution.Number} {change}";
                else if (!same.Any(t => (t.Outcome, t.Verified, t.ErrorCode) == (change.Outcome, change.Verified, change.ErrorCode)))
                    yield return $"the journal says otherwise: #{execution.Number} {change} {change.Verified} {change.ErrorCode}, {string.Join("; ", same.Select(t => t.ToString()))}";
            }
        }
    }
}
