using System.Collections.Concurrent;
using System.Diagnostics;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>What every run of a connection shares: its guard, its journal, its name and its time.</summary>
internal sealed class RunContext(ChangeGuard guard, string organization, TimeProvider clock, IChangeJournal? journal)
{
    public ChangeGuard Guard => guard;

    public TimeProvider Clock => clock;

    public IChangeJournal? Journal => journal;

    /// <summary>What a report says of the run; null for nothing.</summary>
    public RunInfo? Info { get; set; }

    /// <summary>A change that was not started.</summary>
    public Change NotStarted(Intent intent) => new(intent.Subject.Input, intent.Action, organization)
    {
        AccountId = intent.Subject.AccountId,
        ScimUserId = intent.Subject.ScimUserId,
        Email = intent.Subject.Email,
        Name = intent.Subject.Name,
        Target = intent.Target,
        TargetId = intent.TargetId,
        Noun = intent.Noun,
        Route = intent.Route,
        Spec = intent.Spec,
        Info = Info,
    };

    /// <summary>Why the connection refuses it by itself; null when it does not.</summary>
    public AdminException? GuardViolation(Intent intent) =>
        guard.Violation(intent.Touches == Touched.Person ? intent.Subject.PersonId : null, intent.Gerund);

    /// <summary>Whom an operation touches. Where no guard minds who it is, nobody is asked for.</summary>
    public async Task<IReadOnlyCollection<string>> ReadTouchedAsync(Operation operation, State? before, CancellationToken cancellationToken) =>
        operation.Touches == Touched.Nobody ? []
        : guard.MindsPeople ? await operation.ReadTouchedAsync(before, cancellationToken).ConfigureAwait(false)
        : operation.Touches == Touched.Person && operation.Subject.PersonId is { } id ? [id] : [];

    /// <summary>Sends, and notes how often, and under which ids the service can find the requests, where a journal keeps them.</summary>
    public async Task<T> SendAsync<T>(IReadOnlyList<Change> changes, Func<Task<T>> send)
    {
        ConcurrentQueue<string>? ids = journal is null ? null : new();
        int attempts = 0;
        // What flows from here ends with this method.
        RequestScope.Current = RequestScope.HeardBy(trace =>
        {
            if (!trace.IsWrite)
                return;
            Interlocked.Increment(ref attempts);
            if (trace.RequestId is { } id)
                ids?.Enqueue(id);
        });
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            foreach (Change change in changes)
            {
                change.SentRequestIds = ids?.ToArray() ?? [];
                change.Attempts = attempts;
            }
        }
    }

    /// <summary>Tells what became of a change to everybody who waits for it.</summary>
    public void Finish(ChangeSlot slot, RunStatus status, Change change, Stopwatch? watch = null)
    {
        if (watch is not null)
            change.Duration = watch.Elapsed;
        Close(change);
        status.Note(slot.Intent, change);
        slot.Finish(change);
    }

    /// <summary>Tells the journal of a change that stands in no place.</summary>
    public void Record(Change change, RunStatus status)
    {
        Close(change);
        status.NoteJournal(change);
    }

    // What is known of it stays true, but a later run will find no record of it.
    public static void End(IJournaledWrite? record, Change change)
    {
        try
        {
            record?.Complete(change);
        }
        catch (AdminException e)
        {
            change.Fail(change.Outcome, e);
        }
    }

    public static Change Skip(Change change)
    {
        change.Outcome = ChangeOutcome.Skipped;
        change.ErrorCode = ErrorCode.Cancelled;
        return change;
    }

    /// <summary>Errors name people as people know them: by e-mail, with the id beside it.</summary>
    public static AdminException Name(AdminException failure, Change change) =>
        // Of a group whose member is protected, the member is named.
        change.Noun is not null && failure.Code == ErrorCode.ProtectedAccount ? failure : failure.With(("account", change.Who));

    /// <summary>Accepted, and not proven: what stood in the way of reading back says nothing against the change itself.</summary>
    public static void FailToProve(Change change, Intent intent, AdminException failure)
    {
        change.Verified = null;
        change.Fail(ChangeOutcome.Unknown, Name(failure, change).After($"Atlassian accepted {intent.Gerund} on {change.Who}, but the result could not be read back."));
    }

    private void Close(Change change)
    {
        try
        {
            journal?.Close(change);
        }
        catch (AdminException e)
        {
            change.Fail(change.Outcome, e);
        }
    }
}
