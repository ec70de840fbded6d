using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>A life that is over, as the laws look at it.</summary>
internal sealed class Past
{
    private readonly List<OperationTrace> _traces = [];
    private readonly List<WireEntry> _unrecorded = [];

    public Past(World world, IReadOnlyList<Execution> executions)
    {
        World = world;
        Executions = executions;
        FollowJournals();
        foreach (Execution execution in executions.Where(e => !IsJournaled(e) && !e.IsKilled))
            FollowUnits(execution);
    }

    public World World { get; }

    public IReadOnlyList<Execution> Executions { get; }

    /// <summary>Every operation that something was said of.</summary>
    public IReadOnlyList<OperationTrace> Traces => _traces;

    /// <summary>Writes of commands that keep a journal, at a moment when none of its records was open.</summary>
    public IReadOnlyList<WireEntry> Unrecorded => _unrecorded;

    public IEnumerable<WireEntry> Writes => World.Log.OfType<WireEntry>().Where(w => w.IsWrite);

    public bool HasDiskFault => World.Log.OfType<MarkEntry>().Any(m => m.IsDiskFault);

    public bool IsJournaled(Execution execution) =>
        World.Life.Journal || execution.Command.Kind == "Undo" || execution.Command.Kind.EndsWith("Plan", StringComparison.Ordinal);

    /// <summary>The entries of the log from one place to another.</summary>
    public IEnumerable<LogEntry> Between(int from, int to) => World.Log.Skip(from).Take(Math.Max(0, to - from + 1));

    /// <summary>True when nothing unusual happened there: no fault, no kill, nobody else.</summary>
    public bool IsCalm(int from, int to) => !Between(from, to).Any(e => e switch
    {
        WireEntry wire => wire.Mishap is not null || wire.Status == 429,
        MarkEntry mark => mark.IsKill || mark.IsStop || mark.IsDiskFault,
        DeedEntry deed => deed.Effects.Count > 0,
        _ => false,
    });

    /// <summary>True when somebody else, or another command, changed the same thing while the operation was under way.</summary>
    public bool IsDisturbed(OperationTrace trace) => IsDisturbed(trace, trace.From);

    /// <summary>True when somebody else, or another command, changed the same thing from an entry of the log on until the operation had ended.</summary>
    public bool IsDisturbed(OperationTrace trace, int from) =>
        Between(from, trace.To ?? World.Log.Count).Any(e => e.Effects.Count > 0 && !trace.Writes.Contains(e) && e.Effects.Any(f => trace.AccountId.Length == 0 || trace.Concerns(f)));

    private void FollowJournals()
    {
        var open = new Dictionary<UnitTag, List<OperationTrace>>();
        var known = new Dictionary<(string, int), OperationTrace>();
        foreach (LogEntry entry in World.Log)
        {
            switch (entry)
            {
                case MarkEntry { IsKill: true }:
                    open.Clear();
                    break;
                case WireEntry { IsWrite: true, Tag: { } tag } write when IsJournaled(Executions[tag.Execution]):
                    List<OperationTrace> recorded = open.GetValueOrDefault(tag) ?? [];
                    if (recorded.Count == 0)
                        _unrecorded.Add(write);
                    recorded.ForEach(t => t.Add(write));
                    break;
                case JournalEntry { Line: { Record: JournalRecord.Begin, Change: { } number } line, Tag: { } tag } begin:
                    OperationTrace trace = Begin(begin, line, number, tag);
                    known[(begin.File, number)] = trace;
                    _traces.Add(trace);
                    if (!open.TryGetValue(tag, out List<OperationTrace>? list))
                        open[tag] = list = [];
                    list.Add(trace);
                    break;
                case JournalEntry { Line: { Record: JournalRecord.End, Change: { } number } line } end when known.TryGetValue((end.File, number), out OperationTrace? ended):
                    ended.IsOpen = false;
                    ended.To = end.Number;
                    ended.Outcome = line.Outcome;
                    ended.Verified = line.Verified;
                    ended.ErrorCode = line.ErrorCode;
                    ended.Attempts = line.Attempts;
                    ended.AccountId = line.AccountId ?? ended.AccountId;
                    ended.TargetId = line.TargetId ?? ended.TargetId;
                    foreach (List<OperationTrace> others in open.Values)
                        others.Remove(ended);
                    break;
            }
        }
    }

    private OperationTrace Begin(JournalEntry begin, JournalLine line, int number, UnitTag tag) =>
        new(Executions[tag.Execution], $"#{tag.Execution} {begin.File} {number} {line.Action} {line.Email ?? line.Target}")
        {
            Step = line.Step,
            Spec = line.Operation,
            AccountId = line.AccountId ?? "",
            Email = line.Email ?? line.Input,
            TargetId = line.TargetId,
            ScimUserId = line.ScimUserId,
            Record = (begin.File, number),
            From = begin.Number,
            IsShared = tag.Unit < 0,
        };

    // Without a journal the change objects say what became of it; of several in one unit nobody can tell which write was whose.
    private void FollowUnits(Execution execution)
    {
        for (int place = 0; place < execution.Units.Count; place++)
        {
            if (execution.Units[place].Changes is not [{ } change])
                continue;
            bool isShared = Writes.Any(w => w.Tag == new UnitTag(execution.Number, -1));
            var trace = new OperationTrace(execution, $"#{execution.Number} {change}")
            {
                Spec = change.Spec,
                AccountId = change.AccountId,
                Email = change.Email ?? change.Input,
                TargetId = change.TargetId,
                ScimUserId = change.ScimUserId,
                From = execution.From,
                To = execution.To,
                IsOpen = false,
                IsShared = isShared,
                Outcome = change.Outcome,
                Verified = change.Verified,
                ErrorCode = change.ErrorCode,
                Attempts = change.Attempts,
            };
            foreach (WireEntry write in Writes.Where(w => w.Tag == new UnitTag(execution.Number, isShared ? -1 : place)))
                trace.Add(write);
            _traces.Add(trace);
        }
    }
}
