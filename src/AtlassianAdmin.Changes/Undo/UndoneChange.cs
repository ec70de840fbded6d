using System.Globalization;
using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Changes.Undo;

/// <summary>One change of a journal on its way back.</summary>
internal sealed class UndoneChange
{
    private readonly Func<int?, ChangeRunner> _runnerOf;
    private readonly Operation? _operation;
    private readonly ChangeSlot[] _slots;
    private readonly bool _isUndone;
    private readonly bool _isSuperseded;
    private readonly bool _isHalfUndone;
    private volatile string? _changedSince;

    /// <param name="change">The change.</param>
    /// <param name="clients">The clients of the connection.</param>
    /// <param name="runnerOf">Makes a runner whose records name the change that they undo.</param>
    /// <param name="attempts">What the journal has of undoing it before.</param>
    /// <param name="others">The changes that came later.</param>
    public UndoneChange(JournaledChange change, ConnectedClients clients, Func<int?, ChangeRunner> runnerOf, IReadOnlyList<JournaledChange> attempts, LaterChanges others)
    {
        Change = change;
        _runnerOf = runnerOf;
        _operation = change.Spec?.ToIntent(change.Subject, clients) as Operation;
        Inverse inverse = _operation?.InverseTo(change.BeforeState) ?? Inverse.None("the journal does not say what was asked");
        // Without its organization it might be undone in another one.
        Impossible = change.Run.IsLost ? "the line of its run cannot be read, so its organization is not known" : inverse.Impossible;
        // Of two operations only the last one proves that the change is undone.
        JournaledChange? proof = inverse.Specs.Count == 0 ? null : attempts.LastOrDefault(a => a.IsProven && a.Spec?.GetType() == inverse.Specs[inverse.Specs.Count - 1].GetType());
        _isUndone = proof is not null;
        _isSuperseded = proof is not null && others.IsSuperseded(proof);
        _isHalfUndone = attempts.Any(a => a is { MayHaveChanged: true, Spec: not null });
        if (!_isUndone && others.Of(change) is { } later)
            _changedSince = $"the later change number {later.Number} ({later.Action}) has changed it again, and stays";
        ChangeRunner runner = runnerOf(null);
        _slots = inverse.Specs.Select(s => new ChangeSlot(s.ToIntent(change.Subject, clients), runner.NotStarted)).ToArray();
    }

    public JournaledChange Change { get; }

    /// <summary>Why it cannot be undone; null when it can.</summary>
    public string? Impossible { get; }

    /// <summary>One person's changes are undone together, one after the other.</summary>
    public string PersonKey => Change.Subject.PersonId ?? Change.TargetId ?? Change.Target;

    /// <summary>What the way back needs and gives.</summary>
    public StepNeeds Needs => _slots.Length == 0 || _operation is null
        ? new StepNeeds(PersonKey, Takes: null, Frees: null)
        : StepNeeds.Of(_slots[0].Intent, before: null) with { Owner = PersonKey, Frees = _operation.ExclusiveTarget };

    /// <summary>True when there is nothing left to ask.</summary>
    public bool NeedsNoAnswer => Impossible is not null || _isUndone || _changedSince is not null;

    public string Description =>
        $"{Change.Action} of {Change.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)} (number {Change.Number}), back to {Change.Before}";

    public string Gerund => _slots.Length > 0 ? _slots[0].Intent.Gerund : "undoing";

    /// <summary>The changes as they stand now.</summary>
    public IEnumerable<Change> Changes => Impossible is not null ? [CannotBeUndone(Impossible)]
        : _changedSince is { } why ? [CannotBeUndone(why)]
        : _slots.SelectMany(s => s.Changes);

    public IEnumerable<Change> NotStarted() => _changedSince is { } why ? [CannotBeUndone(why)] : Impossible is null ? _slots.Select(s => s.NotStarted()) : [CannotBeUndone(Impossible)];

    public async Task<IReadOnlyList<Change>> PreviewAsync(CancellationToken cancellationToken)
    {
        if (_isUndone)
            await CheckUndoneAsync(new RunStatus(), cancellationToken).ConfigureAwait(false);
        else if ((Impossible ?? _changedSince) is null)
            await IsStillOursAsync(new RunStatus(), cancellationToken).ConfigureAwait(false);
        if ((Impossible ?? _changedSince) is { } why)
            return [CannotBeUndone(why)];
        var changes = new List<Change>();
        foreach (ChangeSlot slot in _slots)
            changes.AddRange(await _runnerOf(null).PreviewAsync(slot.Intent, cancellationToken).ConfigureAwait(false));
        return changes;
    }

    public async Task RunAsync(RunStatus status, CancellationToken cancellationToken)
    {
        if (_isUndone)
            await CheckUndoneAsync(status, cancellationToken).ConfigureAwait(false);
        else if ((Impossible ?? _changedSince) is null && await IsStillOursAsync(status, cancellationToken).ConfigureAwait(false))
            await UndoAsync(status, cancellationToken).ConfigureAwait(false);
        if ((Impossible ?? _changedSince) is { } why)
            _runnerOf(Change.Number).Record([CannotBeUndone(why)], status);
    }

    private async Task UndoAsync(RunStatus status, CancellationToken cancellationToken)
    {
        for (int index = 0; index < _slots.Length; index++)
        {
            await _runnerOf(Change.Number)
                .RunAsync(_slots[index], new RunOptions(ReadFirst: true, Verify: true), status, cancellationToken).ConfigureAwait(false);
            // What comes second builds on the first.
            if (!_slots[index].Changes.All(c => c.IsDone))
                break;
        }
    }

    /// <summary>Reads once more what an earlier undoing proves: what is told of it is told of now.</summary>
    private async Task CheckUndoneAsync(RunStatus status, CancellationToken cancellationToken)
    {
        ChangeSlot slot = _slots[_slots.Length - 1];
        if (await ReadAsync(slot, (Operation)slot.Intent, status, cancellationToken).ConfigureAwait(false) is not { } now)
            return;
        if (!_isSuperseded && !((Operation)slot.Intent).IsReached(now))
        {
            _changedSince = $"it was undone, and somebody has changed it again since, it is {now} now";
            return;
        }

        Change already = slot.NotStarted();
        already.Outcome = ChangeOutcome.AlreadyInState;
        already.Verified = true;
        already.AfterState = now;
        slot.Finish(already);
    }

    /// <summary>What somebody else has changed since is left alone.</summary>
    private async Task<bool> IsStillOursAsync(RunStatus status, CancellationToken cancellationToken)
    {
        if (await ReadAsync(_slots[0], _operation!, status, cancellationToken).ConfigureAwait(false) is not { } now)
            return false;
        // The way back over two operations may have been cut short between them.
        if (_isHalfUndone || _operation!.IsStillOurs(now, Change.BeforeState!, Change.Verified == true ? Change.AfterState : null))
            return true;
        _changedSince = $"somebody has changed it again since, it is {now} now";
        return false;
    }

    /// <summary>Reads what is so now; null when nothing could be read, and then the place tells why.</summary>
    private static async Task<State?> ReadAsync(ChangeSlot slot, Operation operation, RunStatus status, CancellationToken cancellationToken)
    {
        Change notStarted = slot.NotStarted();
        if (!status.MayStart(notStarted))
        {
            slot.Finish(notStarted);
            return null;
        }

        try
        {
            return await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            notStarted.Fail(ChangeOutcome.Failed, e.With(("account", notStarted.Who)));
            status.Note(slot.Intent, notStarted);
            slot.Finish(notStarted);
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was read: nothing was started.
        }

        return null;
    }

    private Change CannotBeUndone(string why) =>
        new Change(Change.Input, "Undo" + Change.Action, Change.Organization)
        {
            AccountId = Change.AccountId,
            ScimUserId = Change.ScimUserId,
            Email = Change.Email,
            Name = Change.Name,
            Route = Change.Route,
            Target = Change.Target,
            TargetId = Change.TargetId,
        }.Because(new AdminException(ErrorCode.CannotBeUndone, ("account", Change.Who), ("detail", why)));
}
