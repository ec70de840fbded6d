namespace AtlassianAdmin.Changes.Journal;

/// <summary>The journal of one run: what a connection, a plan or an undo writes to.</summary>
public sealed class RunJournal : IChangeJournal
{
    private readonly JournalWriter _writer;

    internal RunJournal(JournalWriter writer, JournalRun run)
    {
        _writer = writer;
        Run = run;
    }

    /// <summary>Who makes the run, where and why.</summary>
    public JournalRun Run { get; }

    /// <summary>The file.</summary>
    public string Path => _writer.Path;

    /// <summary>The hash of the last line of the file.</summary>
    internal string? LastHash => _writer.LastHash;

    /// <summary>What writes the file, for another run in it.</summary>
    internal JournalWriter Writer => _writer;

    /// <inheritdoc/>
    public IJournaledWrite Begin(Change change) => Begin(change, step: null, undoes: null);

    /// <inheritdoc/>
    public void Close(Change change)
    {
        // Who was as wanted already, or refused before anything was sent, was asked for all the same.
        if (change.Outcome != ChangeOutcome.Skipped && change.Records.All(r => r.RunId != Run.RunId))
            Note(change, step: null, undoes: null);
    }

    internal Written Begin(Change change, string? step, int? undoes)
    {
        JournalLine line = BeginLine(change, step, undoes);
        _writer.Append(line);
        return new Written(this, line);
    }

    /// <summary>Records a change for which nothing was sent.</summary>
    internal void Note(Change change, string? step, int? undoes)
    {
        JournalLine begin = BeginLine(change, step, undoes);
        // Alone on a disk that failed behind it, this line would else be that of a request that may have been sent.
        begin.Outcome = change.Outcome;
        JournalLine end = EndLine(change, begin);
        // What was sent before, another way, has a record of its own.
        end.Attempts = 0;
        end.RequestIds = null;
        _writer.Append(begin, end);
    }

    private JournalLine BeginLine(Change change, string? step, int? undoes)
    {
        JournalLine line = NewLine(change, step, undoes);
        change.Record(Run.RunId, line.Change!.Value);
        return line;
    }

    private JournalLine NewLine(Change change, string? step, int? undoes) => new()
    {
        Record = JournalRecord.Begin,
        Time = _writer.Now,
        Run = Run.RunId,
        Change = _writer.NextChange(),
        Step = step,
        Parts = step is null ? null : change.Parts,
        Undoes = undoes,
        Input = change.Input,
        Action = change.Action,
        Route = change.Route,
        AccountId = change.AccountId,
        Email = change.Email,
        Name = change.Name,
        ScimUserId = change.ScimUserId,
        Target = change.Target,
        TargetId = change.TargetId,
        Operation = change.Spec,
        Before = change.BeforeState,
    };

    private JournalLine EndLine(Change change, JournalLine begin) => new()
    {
        Record = JournalRecord.End,
        Time = _writer.Now,
        Change = begin.Change,
        Outcome = change.Outcome,
        Email = change.Email == begin.Email ? null : change.Email,
        Name = change.Name == begin.Name ? null : change.Name,
        AccountId = change.AccountId == begin.AccountId ? null : change.AccountId,
        TargetId = change.TargetId == begin.TargetId ? null : change.TargetId,
        Before = begin.Before is null ? change.BeforeState : null,
        After = change.AfterState,
        Verified = change.Verified,
        Attempts = change.Attempts,
        RequestIds = change.SentRequestIds.Count == 0 ? null : change.SentRequestIds,
        Seconds = change.Duration.TotalSeconds,
        ErrorCode = change.ErrorCode,
        ErrorMessage = change.ErrorMessage,
        RecommendedAction = change.RecommendedAction,
    };

    /// <summary>A change that was recorded before it was sent.</summary>
    internal sealed class Written(RunJournal journal, JournalLine begin) : IJournaledWrite
    {
        /// <inheritdoc/>
        public void Complete(Change change) => journal._writer.Append(journal.EndLine(change, begin));
    }
}
