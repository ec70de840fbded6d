using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Undo;

/// <summary>
/// Reverses what the runs of a journal changed, the last change first, from the state that was recorded before each. It writes
/// to the same journal, so it can be killed and begun again like a plan.
/// </summary>
public sealed class UndoRunner
{
    private readonly AdminClient _client;
    private readonly ChangeGuard _guard;
    private readonly string _organization;
    private readonly RunJournal? _journal;
    private readonly IChangeJournal? _connectionJournal;
    private readonly ScimClient? _scim;
    private readonly HashSet<int> _undone;
    private readonly OrderedWork<IReadOnlyList<Change>> _work;

    private volatile AdminException? _endOfKey;
    private volatile bool _isStopped;

    private UndoRunner(
        AdminClient client, ChangeGuard guard, string organization, RunJournal? journal, IChangeJournal? connectionJournal, ScimClient? scim, ChangeJournal content, IReadOnlyList<JournaledChange> changes)
    {
        _client = client;
        _guard = guard;
        _organization = organization;
        _journal = journal;
        _connectionJournal = connectionJournal;
        _scim = scim;
        _undone = new HashSet<int>(content.Changes.Where(c => c.Undoes is not null && c.IsProven).Select(c => c.Undoes!.Value));
        _work = new OrderedWork<IReadOnlyList<Change>>(client.Options.ThrottleLimit);
        Changes = changes;
    }

    /// <summary>Makes a runner.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="organization">How change objects name the organization.</param>
    /// <param name="content">What the journal holds.</param>
    /// <param name="journal">The same journal, open for writing; null to only foresee.</param>
    /// <param name="runId">Undoes only this run; null for all that are no undoing themselves.</param>
    /// <param name="wanted">Which changes are meant; null for all.</param>
    /// <param name="reason">Why; null when nobody said.</param>
    /// <param name="ticket">The ticket; null when there is none.</param>
    /// <param name="connectionJournal">The journal of the connection, which hears of every write, too; null for none.</param>
    /// <param name="scim">The SCIM directory that is connected, for what was done in its records; null when none is.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.JournalUnusable"/> when it is of another organization, has no such run, or cannot be written.</exception>
    public static UndoRunner Create(
        AdminClient client,
        ChangeGuard guard,
        string organization,
        ChangeJournal content,
        JournalWriter? journal,
        string? runId = null,
        Func<JournaledChange, bool>? wanted = null,
        string? reason = null,
        string? ticket = null,
        IChangeJournal? connectionJournal = null,
        ScimClient? scim = null)
    {
        if (runId is not null && !content.Runs.Any(r => r.RunId == runId))
            throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"{content.Path} holds no run {runId}"));
        JournaledChange[] changes = content.Changes
            .Where(c => c.MayHaveChanged && c.RunKind != JournalRunKind.Undo && (runId is null || c.RunId == runId) && wanted?.Invoke(c) != false)
            .Reverse().ToArray();
        if (changes.FirstOrDefault(c => !string.Equals(c.Run.OrganizationId, client.Options.OrganizationId, StringComparison.OrdinalIgnoreCase)) is { } foreign)
            throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"{content.Path} is of the organization {foreign.Run.OrganizationId}, and this is {client.Options.OrganizationId}"));
        RunJournal? run = changes.Length == 0 ? null : journal?.Start(new JournalRun
        {
            Kind = JournalRunKind.Undo,
            StartedAt = client.Options.Clock.GetUtcNow(),
            OrganizationId = client.Options.OrganizationId ?? "",
            Organization = organization,
            Operator = JournalRun.CurrentOperator,
            Reason = reason,
            Ticket = ticket,
        });
        return new UndoRunner(client, guard, organization, run, connectionJournal, scim, content, changes);
    }

    /// <summary>True to start nothing more after the first change that fails.</summary>
    public bool StopsAtErrors { get; set; }

    /// <summary>What there is to undo, the last change first.</summary>
    public IReadOnlyList<JournaledChange> Changes { get; }

    /// <summary>Why a change cannot be undone; null when it can.</summary>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    public string? WhyNot(JournaledChange change) => Reversal.Of(change, _scim).Impossible;

    /// <summary>Undoes a change, when its turn comes; the changes of one account run in the order in which they are given.</summary>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    /// <param name="cancellationToken">Gives up what is in flight.</param>
    /// <returns>One change for each thing that was done; one that was skipped when nothing can be.</returns>
    public Task<IReadOnlyList<Change>> UndoAsync(JournaledChange change, CancellationToken cancellationToken) =>
        _work.Add(change.AccountId, () => UndoOneAsync(change, cancellationToken));

    /// <summary>Finds out what the undoing of a change would meet, and changes nothing.</summary>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<Change>> ForeseeAsync(JournaledChange change, CancellationToken cancellationToken) => _work.Add(change.AccountId, async () =>
    {
        Reversal reversal = Reversal.Of(change, _scim);
        if (reversal.Impossible is { } why)
            return [Impossible(change, why)];
        var runner = new ChangeRunner(_client, _guard, _organization);
        var foreseen = new List<Change>();
        foreach (AccountOperation operation in reversal.Operations)
            foreseen.Add(await runner.ForeseeAsync(Target(change), operation, cancellationToken).ConfigureAwait(false));
        return (IReadOnlyList<Change>)foreseen;
    });

    /// <summary>A change that nobody undid, because the answer was no or the run was stopped.</summary>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    public IReadOnlyList<Change> NotStarted(JournaledChange change)
    {
        Reversal reversal = Reversal.Of(change, _scim);
        var runner = new ChangeRunner(_client, _guard, _organization);
        return reversal.Impossible is { } why
            ? [Impossible(change, why)]
            : reversal.Operations.Select(o => runner.NotStarted(Target(change), o)).ToList();
    }

    private async Task<IReadOnlyList<Change>> UndoOneAsync(JournaledChange change, CancellationToken cancellationToken)
    {
        Reversal reversal = Reversal.Of(change, _scim);
        if (reversal.Impossible is { } why)
            return [Impossible(change, why)];
        if (_undone.Contains(change.Number))
            return [AlreadyUndone(change, reversal)];
        var done = new List<Change>();
        foreach (AccountOperation operation in reversal.Operations)
        {
            Change undone = await UndoOneAsync(change, reversal, operation, cancellationToken).ConfigureAwait(false);
            done.Add(undone);
            if (undone.Failure is { RefusesTheKey: true } failure)
                _endOfKey ??= failure;
            _isStopped |= StopsAtErrors && undone.IsError;
            // What comes second builds on the first.
            if (undone.Outcome is not (ChangeOutcome.Changed or ChangeOutcome.AlreadyInState))
                break;
        }

        return done;
    }

    private async Task<Change> UndoOneAsync(JournaledChange change, Reversal reversal, AccountOperation operation, CancellationToken cancellationToken)
    {
        // Of two operations only the last one proves that the change is undone.
        bool isLast = ReferenceEquals(operation, reversal.Operations[reversal.Operations.Count - 1]);
        var journal = new StepJournal(_journal!, _connectionJournal, step: null, isLast ? change.Number : null);
        var runner = new ChangeRunner(_client, _guard, _organization, journal);
        Change notStarted = runner.NotStarted(Target(change), operation);
        if (_isStopped || RequestScope.Current?.NothingNew.IsCancellationRequested == true)
            return notStarted;
        if (_endOfKey is { } end)
            return notStarted.Because(end);
        try
        {
            AccountState now = await operation.ReadAsync(_client, change.AccountId, cancellationToken).ConfigureAwait(false);
            if (!reversal.IsStillOurs(now))
                return Impossible(change, $"somebody has changed it again since, it is {now} now");
            Change undone = await runner.RunAsync(Target(change), operation, readFirst: true, verify: true, cancellationToken).ConfigureAwait(false);
            if (undone.Outcome != ChangeOutcome.Skipped)
                journal.Close(undone);
            return undone;
        }
        catch (AdminException e)
        {
            return notStarted.Fail(ChangeOutcome.Failed, e.With(("account", change.Email ?? change.AccountId)));
        }
        catch (OperationCanceledException)
        {
            return notStarted;
        }
    }

    private Change Impossible(JournaledChange change, string why) =>
        new Change(change.Input, "Undo" + change.Action, _organization)
        {
            AccountId = change.AccountId,
            Email = change.Email,
            Name = change.Name,
            Route = change.Route,
        }.Because(new AdminException(ErrorCode.CannotBeUndone, ("account", change.Email ?? (change.AccountId.Length > 0 ? change.AccountId : change.Input)), ("detail", why)));

    private Change AlreadyUndone(JournaledChange change, Reversal reversal)
    {
        Change already = new ChangeRunner(_client, _guard, _organization).NotStarted(Target(change), reversal.Operations[reversal.Operations.Count - 1]);
        already.Outcome = ChangeOutcome.AlreadyInState;
        already.Verified = true;
        already.After = change.Before;
        return already;
    }

    private static ChangeTarget Target(JournaledChange change) => new(change.Input, change.AccountId, change.Email, change.Name);
}
