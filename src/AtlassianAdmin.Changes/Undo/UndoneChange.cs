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
    private readonly bool _isHalfUndone;
    private volatile string? _changedSince;

    /// <param name="change">The change.</param>
    /// <param name="clients">The clients of the connection.</param>
    /// <param name="runnerOf">Makes a runner whose records name the change that they undo.</param>
    /// <param name="attempts">What the journal has of undoing it before.</param>
    /// <param name="later">A later change of the same thing that stays; null for none.</param>
    public UndoneChange(JournaledChange change, ConnectedClients clients, Func<int?, ChangeRunner> runnerOf, IReadOnlyList<JournaledChange> attempts, JournaledChange? later)
    {
        Change = change;
        _runnerOf = runnerOf;
        _operation = change.Spec?.ToIntent(change.Subject, clients) as Operation;
        Inverse inverse = _operation?.InverseTo(change.BeforeState) ?? Inverse.None("the journal does not say what was asked");
        // Without its organization it might be undone in another one.
        Impossible = change.Run.IsLost ? "the line of its run cannot be read, so its organization is not known" : inverse.Impossible;
        // Of two operations only the last one proves that the change is undone.
        _isUndone = inverse.Specs.Count > 0 && attempts.Any(a => a.IsProven && a.Spec?.GetType() == inverse.Specs[inverse.Specs.Count - 1].GetType());
        _isHalfUndone = attempts.Any(a => a.MayHaveChanged);
        if (later is not null && !_isUndone)
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
        if ((Impossible ?? _changedSince) is { } why)
            return [CannotBeUndone(why)];
        var changes = new List<Change>();
        foreach (ChangeSlot slot in _slots)
            changes.AddRange(await _runnerOf(null).PreviewAsync(slot.Intent, cancellationToken).ConfigureAwait(false));
        return changes;
    }

    public async Task RunAsync(RunStatus status, CancellationToken cancellationToken)
    {
        if (Impossible is not null)
            return;
        if (_isUndone)
        {
            _slots[_slots.Length - 1].Finish(AlreadyUndone());
            return;
        }

        if (_changedSince is not null || !await IsStillOursAsync(status, cancellationToken).ConfigureAwait(false))
            return;
        for (int index = 0; index < _slots.Length; index++)
        {
            await _runnerOf(Change.Number)
                .RunAsync(_slots[index], new RunOptions(ReadFirst: true, Verify: true), status, cancellationToken).ConfigureAwait(false);
            // What comes second builds on the first.
            if (!_slots[index].Changes.All(c => c.IsDone))
                break;
        }
    }

    /// <summary>What somebody else has changed since is left alone.</summary>
    private async Task<bool> IsStillOursAsync(RunStatus status, CancellationToken cancellationToken)
    {
        Change notStarted = _slots[0].NotStarted();
        if (!status.MayStart(notStarted))
        {
            _slots[0].Finish(notStarted);
            return false;
        }

        try
        {
            State now = await _operation!.ReadAsync(cancellationToken).ConfigureAwait(false);
            // The way back over two operations may have been cut short between them.
            if (_isHalfUndone || _operation.IsStillOurs(now, Change.BeforeState!, Change.Verified == true ? Change.AfterState : null))
                return true;
            _changedSince = $"somebody has changed it again since, it is {now} now";
        }
        catch (AdminException e)
        {
            notStarted.Fail(ChangeOutcome.Failed, e.With(("account", notStarted.Who)));
            status.Note(_slots[0].Intent, notStarted);
            _slots[0].Finish(notStarted);
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was read: nothing was started.
        }

        return false;
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

    private Change AlreadyUndone()
    {
        Change already = _slots[_slots.Length - 1].NotStarted();
        already.Outcome = ChangeOutcome.AlreadyInState;
        already.Verified = true;
        already.AfterState = Change.BeforeState;
        return already;
    }
}
