using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>What a command has met so far that decides on everything it has not started yet: a rejected key, an error that stops it, a stop by the user.</summary>
public sealed class RunStatus
{
    private volatile AdminException? _keyRejection;
    private volatile AdminException? _journalFailure;
    private volatile bool _isStopped;
    private readonly object _lock = new();
    private TaskCompletionSource<bool>? _sure;
    private int _doubts;

    /// <summary>True to start nothing more after the first error.</summary>
    public bool StopsAtErrors { get; init; }

    /// <summary>What the key was rejected for, and would be every time; null while it is good.</summary>
    public AdminException? KeyRejection => _keyRejection;

    /// <summary>Why nothing can be recorded any more, and so nothing is sent; null while the journal works, or there is none.</summary>
    public AdminException? JournalFailure => _journalFailure;

    /// <summary>What everything that comes later would meet as well; null for nothing.</summary>
    public AdminException? Rejection => _journalFailure ?? _keyRejection;

    /// <summary>True when nothing more starts, whatever it is.</summary>
    public bool IsStopped => _isStopped || RequestScope.Current?.NothingNew.IsCancellationRequested == true;

    /// <summary>Ends when no refusal is open that may stop the command.</summary>
    internal async Task WhenSureAsync()
    {
        while (true)
        {
            Task sure;
            lock (_lock)
            {
                if (_sure is null)
                    return;
                sure = _sure.Task;
            }

            await sure.ConfigureAwait(false);
        }
    }

    internal void BeginDoubt()
    {
        lock (_lock)
        {
            _doubts++;
            _sure ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal void EndDoubt()
    {
        lock (_lock)
        {
            if (--_doubts > 0)
                return;
            _sure!.SetResult(true);
            _sure = null;
        }
    }

    /// <summary>Takes a failure that concerned nobody's change, such as one of looking people up.</summary>
    /// <returns>True when it rejects the key.</returns>
    internal bool NoteFailure(Intent intent, AdminException failure)
    {
        if (!intent.IsKeyRejection(failure))
            return false;
        _keyRejection ??= failure;
        return true;
    }

    /// <summary>Takes a failure of reading.</summary>
    internal void NoteFailure(AdminException failure)
    {
        if (failure.RefusesTheKey)
            _keyRejection ??= failure;
    }

    /// <summary>Nothing more starts.</summary>
    internal void Stop() => _isStopped = true;

    /// <summary>Takes what became of a change.</summary>
    internal void Note(Intent intent, Change change)
    {
        if (change.Failure is { } failure)
        {
            NoteFailure(intent, failure);
            NoteJournal(change);
        }

        _isStopped |= StopsAtErrors && change.IsError;
    }

    /// <summary>Takes what the journal met when a change was recorded.</summary>
    internal void NoteJournal(Change change)
    {
        if (change.Failure is { Code: ErrorCode.JournalUnusable or ErrorCode.JournalAltered } failure)
            _journalFailure ??= failure;
    }

    /// <summary>True when a change may start; otherwise it says why not.</summary>
    internal bool MayStart(Change notStarted)
    {
        // A full disk stays full. What the key is refused for once, it is refused for every time: one error is enough.
        if ((IsStopped ? _journalFailure : Rejection) is { } rejection)
            notStarted.Because(rejection);
        return !IsStopped && Rejection is null;
    }
}
