using System.IO;

namespace AtlassianAdmin.Changes.Journal;

/// <summary>
/// What a journal holds: JSON Lines, one for each run, one before each change and one after it. A process that was killed may
/// leave half a last line, and a change without its result; both are understood. A damaged line is left out, and nothing else.
/// </summary>
public sealed class ChangeJournal
{
    private readonly List<JournalRun> _runs = [];
    private readonly List<JournalRun> _lostRuns = [];
    private readonly List<JournaledChange> _changes = [];
    private readonly List<int> _damaged = [];
    private Dictionary<(string? PlanDigest, string Step), ToldStep>? _steps;

    private ChangeJournal(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The runs, in the order in which they began.</summary>
    public IReadOnlyList<JournalRun> Runs => _runs.AsReadOnly();

    /// <summary>The changes, in the order in which they were sent.</summary>
    public IReadOnlyList<JournaledChange> Changes => _changes.AsReadOnly();

    /// <summary>How many lines a killed process left unfinished.</summary>
    public int TornLines { get; private set; }

    /// <summary>The numbers of the lines that cannot be read, or are not as they were written.</summary>
    public IReadOnlyList<int> DamagedLines => _damaged.AsReadOnly();

    /// <summary>The hash of the last whole line; null of an empty journal. Kept elsewhere it proves that nothing was cut off.</summary>
    public string? LastHash { get; private set; }

    /// <summary>The highest number of a change.</summary>
    internal int LastChange { get; private set; }

    /// <summary>What a reader of a damaged journal should know; null for nothing.</summary>
    public string? Warning => _damaged.Count == 0 ? null
        : $"{(_damaged.Count == 1 ? $"Line {_damaged[0]}" : $"{_damaged.Count} lines (the first is line {_damaged[0]})")} of {Path} cannot be read or was altered, and is left out. Run Test-AtlassianJournal.";

    /// <summary>Reads a journal, also one that is being written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it cannot be read, or is no journal.</exception>
    public static ChangeJournal Read(string path)
    {
        try
        {
            using FileStream file = JournalReader.Open(path);
            return Read(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AdminException(ErrorCode.JournalUnusable, e, ("detail", e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Reads a journal from its bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="keepsChanges">False to read only how it ends, and whether it is a journal at all.</param>
    internal static ChangeJournal Read(string path, Stream bytes, bool keepsChanges = true)
    {
        var journal = new ChangeJournal(path);
        Dictionary<int, JournaledChange>? begun = keepsChanges ? [] : null;
        var runs = new Dictionary<string, JournalRun>(StringComparer.Ordinal);
        FoundLine? half = null;
        bool isJournal = false;
        bool mayBeJournal = true;
        foreach (FoundLine found in JournalReader.Read(bytes))
        {
            if (half is not null)
                journal.TakeUnreadable(half, isTorn: found.Line?.Record == JournalRecord.Run || found.MayBeHalfARun);
            half = found.Line is null ? found : null;
            if (found.Line is { } line)
            {
                journal.CheckFormat(line, found.Number);
                journal.Take(line, runs, begun);
                journal.LastHash = found.Hash;
                isJournal = true;
            }
            else
            {
                mayBeJournal &= found.MayBeHalfARun;
            }
        }

        if (half is not null)
            journal.TakeUnreadable(half, isTorn: !half.IsEnded);
        // Any other file that somebody names by mistake must not be written to.
        return isJournal || mayBeJournal ? journal
            : throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"{path} is no journal: it has no line of one"));
    }

    /// <summary>True when nobody was changed, and nobody asked for.</summary>
    internal bool NamesNobody => _changes.Count == 0 && _runs.Concat(_lostRuns).All(r => r.People.Count == 0);

    /// <summary>What a report says of the runs, also of those whose line is damaged.</summary>
    internal IEnumerable<RunInfo> RunInfos => _runs.Concat(_lostRuns).Select(r => r.Info);

    /// <summary>The first step of a person that the journal does not tell of, or only in part; null when all are told.</summary>
    internal string? OpenStepOf(AskedPerson person, string? planDigest)
    {
        _steps ??= ToldSteps();
        return person.StepIds.FirstOrDefault(id => !_steps.TryGetValue((planDigest, id), out ToldStep told) || told.Changes < told.Parts);
    }

    private Dictionary<(string?, string), ToldStep> ToldSteps()
    {
        var steps = new Dictionary<(string?, string), ToldStep>();
        foreach (JournaledChange change in _changes.Where(c => c is { Step: not null, Undoes: null }))
        {
            // A resumed run splits what is left into parts of its own.
            int earlier = steps.TryGetValue((change.PlanDigest, change.Step!), out ToldStep told) && told.RunId == change.RunId ? told.Changes : 0;
            steps[(change.PlanDigest, change.Step!)] = new ToldStep(change.RunId, earlier + 1, change.Parts ?? 1);
        }

        return steps;
    }

    // A process that goes on after a kill writes a run first.
    private void TakeUnreadable(FoundLine found, bool isTorn)
    {
        if (isTorn)
            TornLines++;
        else
            _damaged.Add(found.Number);
    }

    private void CheckFormat(JournalLine line, int number)
    {
        if (line.Record == JournalRecord.Run && line.Format != JournalLine.CurrentFormat)
            throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"line {number} of {Path} has the format '{line.Format}', and this version reads {JournalLine.CurrentFormat}"));
    }

    private void Take(JournalLine line, Dictionary<string, JournalRun> runs, Dictionary<int, JournaledChange>? begun)
    {
        LastChange = Math.Max(LastChange, line.Change ?? 0);
        switch (line.Record)
        {
            case JournalRecord.Run:
                JournalRun run = JournalRun.Of(line);
                run.Journal = this;
                runs[run.RunId] = run;
                _runs.Add(run);
                break;
            case JournalRecord.Person when begun is not null:
                RunOf(line, runs).People.Add(JournalRun.PersonOf(line));
                break;
            case JournalRecord.Begin when begun is not null && line.Change is { } number:
                begun[number] = JournaledChange.Of(line, RunOf(line, runs));
                _changes.Add(begun[number]);
                break;
            // It may come again, with what reading back has told: the last one holds.
            case JournalRecord.End when begun is not null && line.Change is { } ended && begun.TryGetValue(ended, out JournaledChange? change):
                change.Complete(line);
                break;
        }
    }

    // The line of the run may be the damaged one: its changes are known all the same.
    private JournalRun RunOf(JournalLine line, Dictionary<string, JournalRun> runs)
    {
        string id = line.Run ?? "";
        if (!runs.TryGetValue(id, out JournalRun? run))
        {
            runs[id] = run = new JournalRun { RunId = id, IsLost = true, Journal = this };
            _lostRuns.Add(run);
        }

        return run;
    }

    /// <summary>What the last run that came to a step tells of it.</summary>
    private readonly record struct ToldStep(string RunId, int Changes, int Parts);
}
