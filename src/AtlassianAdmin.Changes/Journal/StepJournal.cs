namespace AtlassianAdmin.Changes.Journal;

/// <summary>The journal of one step of a plan, or of the undoing of one change: a record stands there even when nothing had to be sent.</summary>
internal sealed class StepJournal : IChangeJournal
{
    private readonly RunJournal _journal;
    private readonly IChangeJournal? _connection;
    private readonly string? _step;
    private readonly int? _undoes;

    private readonly HashSet<Change> _begun = [];

    /// <summary>Makes the journal of a step.</summary>
    /// <param name="journal">The journal of the run.</param>
    /// <param name="connection">The journal of the connection, which hears of every write, too; null for none.</param>
    /// <param name="step">The step; null for an undoing.</param>
    /// <param name="undoes">The number of the change that is undone; null for a step.</param>
    public StepJournal(RunJournal journal, IChangeJournal? connection, string? step, int? undoes)
    {
        _journal = journal;
        _connection = connection;
        _step = step;
        _undoes = undoes;
    }

    public IJournaledWrite Begin(Change change)
    {
        _begun.Add(change);
        RunJournal.Written own = _journal.Begin(change, _step, _undoes);
        return _connection is null ? own : new Both(own, _connection.Begin(change));
    }

    public void Close(Change change)
    {
        // What was left as it is, for a reason of its own, is told; what a stop kept from starting is not.
        bool isTold = change.Outcome != ChangeOutcome.Skipped || change.Verified == false || change.ErrorCode == ErrorCode.CannotBeUndone;
        if (isTold && !_begun.Contains(change))
            _journal.Note(change, _step, _undoes);
    }

    private sealed class Both(IJournaledWrite first, IJournaledWrite second) : IJournaledWrite
    {
        public void Complete(Change change)
        {
            first.Complete(change);
            second.Complete(change);
        }
    }
}
