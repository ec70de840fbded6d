using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>The steps of one person in one stage, run in their order.</summary>
public sealed class PlanUnit : ChangeUnit
{
    private readonly Plan _plan;
    private readonly Func<string, ChangeRunner> _runnerOf;
    private readonly PlanProgress _progress;
    private readonly PlanStep[] _steps;
    private readonly ConnectedClients _clients;
    private readonly TokenProofs _tokens;
    private readonly List<ChangeSlot> _joined = [];

    internal PlanUnit(
        Plan plan, PlanPerson person, int stage, ConnectedClients clients, Func<string, ChangeRunner> runnerOf, PlanProgress progress, TokenProofs tokens)
        : base(person.Subject)
    {
        _plan = plan;
        Person = person;
        Stage = stage;
        _clients = clients;
        _runnerOf = runnerOf;
        _progress = progress;
        _tokens = tokens;
        _steps = person.Steps.Where(s => s.Stage == stage).ToArray();
    }

    // Made when its turn comes: of a plan of many people only those at work are held in detail.
    private ChangeSlot[] Slots => field ??= Array.ConvertAll(_steps, SlotOf);

    /// <summary>The person as the plan has it.</summary>
    public PlanPerson Person { get; }

    /// <summary>The stage.</summary>
    public int Stage { get; }

    /// <inheritdoc/>
    public override string? OrderKey => Slots.Length > 0 ? Slots[0].Intent.OrderKey : Subject.PersonId;

    /// <inheritdoc/>
    public override string Gerund => _plan.Gerund;

    /// <summary>What is done, in words.</summary>
    public string Description => string.Join("; ", _steps.Select(s => s.Effect));

    /// <summary>Why nothing may be done for the person; null when it may.</summary>
    public AdminException? Violation { get; internal set; }

    /// <summary>True when the journal proves every step: nothing is left to ask, only to be read once more.</summary>
    public override bool NeedsNoAnswer => _steps.All(s => _progress.ProofOf(s) is not null);

    /// <inheritdoc/>
    public override IReadOnlyList<Change> Changes => Slots.Concat(_joined).SelectMany(s => s.Changes).ToList();

    /// <summary>The address that the person has as far as the journal proves it.</summary>
    internal string? Email => _progress.EmailOf(Person);

    /// <inheritdoc/>
    public override IReadOnlyList<Change> NotStarted() => Array.ConvertAll(Slots, s => s.NotStarted());

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Change>> PreviewAsync(bool byPage, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        for (int index = 0; index < Slots.Length; index++)
        {
            PlanStep step = _steps[index];
            IReadOnlyList<Change> foreseen = Violation is not null
                ? [Slots[index].NotStarted().Fail(ChangeOutcome.WhatIf, Violation)]
                : _progress.RefusedBefore(step) is { } refused
                    ? [Slots[index].NotStarted().Fail(ChangeOutcome.WhatIf, NotDone(refused))]
                    : await PreviewAsync(index, byPage, cancellationToken).ConfigureAwait(false);
            if (foreseen.Any(c => c.Failure is not null))
                _progress.NoteRefusal(step);
            changes.AddRange(foreseen);
        }

        return changes;
    }

    /// <inheritdoc/>
    public override Task RunAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken) =>
        RunStepsAsync(leavesProof: false, status, cancellationToken);

    internal override Task<IReadOnlyList<OpenProof>> SendAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken) =>
        RunStepsAsync(leavesProof: true, status, cancellationToken);

    /// <inheritdoc/>
    internal override void Forget()
    {
        foreach (ChangeSlot slot in Slots.Concat(_joined))
            slot.Forget();
    }

    private ChangeSlot SlotOf(PlanStep step)
    {
        var slot = new ChangeSlot(IntentOf(step), _runnerOf(step.StepId).NotStarted);
        if (step.IsAwaited)
            _progress.Note(step, slot);
        return slot;
    }

    private Intent IntentOf(PlanStep step)
    {
        Intent intent = step.IntentWith(_clients);
        if (intent is Operation operation)
        {
            operation.Expected = step.HasToBeAsSeen ? step.Seen : null;
            operation.Successor = step.Successor?.IntentWith(_clients) as Operation;
        }
        else if (intent is RevokeAllTokensExpansion tokens)
        {
            tokens.Proofs = _tokens;
        }

        return intent;
    }

    private async Task<IReadOnlyList<Change>> PreviewAsync(int index, bool byPage, CancellationToken cancellationToken)
    {
        PlanStep step = _steps[index];
        // What an earlier step will have changed by then is not as it will be met.
        if (step.IsChained && Slots[index].Intent is Operation chained)
            chained.Expected = null;
        IReadOnlyList<Change> changes = await _runnerOf(step.StepId).PreviewAsync(Slots[index].Intent, byPage, cancellationToken).ConfigureAwait(false);
        foreach (Change change in changes.Where(c => c.HolderId is { } holder && step.Awaited.Any(s => s.AccountId == holder && s.Needs.Frees is not null)))
            change.Withdraw();
        return changes;
    }

    private async Task<IReadOnlyList<OpenProof>> RunStepsAsync(bool leavesProof, RunStatus status, CancellationToken cancellationToken)
    {
        AdminException? trouble = null;
        var open = new List<OpenProof>();
        // The one step that ends in something final waits until all before it are proven.
        int final = Array.FindLastIndex(Slots, s => s.Intent.Spec is DeleteAccount);
        AdminException? changedSince = await CheckProofsAsync(status, cancellationToken).ConfigureAwait(false);
        foreach (ChangeSlot group in _joined)
            _runnerOf(StepIdOfGroups).Refuse(group, status, Refusal($"the person has joined the group {group.Intent.Target} since"));
        for (int index = 0; index < Slots.Length; index++)
        {
            ChangeSlot slot = Slots[index];
            PlanStep step = _steps[index];
            Change notStarted = slot.NotStarted();
            if (_progress.ProofOf(step) is not null)
            {
                // It was read once more.
            }
            else if (changedSince is not null)
            {
                slot.Finish(notStarted.Because(changedSince));
            }
            else if (!status.MayStart(notStarted))
            {
                slot.Finish(notStarted);
            }
            else if (Violation is not null)
            {
                _runnerOf(step.StepId).Refuse(slot, status, Violation);
            }
            else if (_progress.OpenBefore(step) is { } missing)
            {
                _runnerOf(step.StepId).Refuse(slot, status, NotDone(missing));
            }
            else if (trouble is not null && step.Operation is DeleteAccount)
            {
                slot.Finish(notStarted.Because(trouble));
            }
            else
            {
                var options = new RunOptions(ReadFirst: true, Verify: true, LeavesProof: leavesProof && index >= final);
                if (await _runnerOf(step.StepId).RunAsync(slot, options, status, cancellationToken).ConfigureAwait(false) is { } left)
                    open.Add(left);
                ShareReading(index);
            }

            trouble ??= slot.Changes.FirstOrDefault(c => c.Failure is not null)?.Failure;
        }

        return open;
    }

    /// <summary>What a step read of the person directly, the later ones need not read again.</summary>
    private void ShareReading(int index)
    {
        if (Slots[index].Intent is not Operation { Reading: { } reading })
            return;
        foreach (ChangeSlot later in Slots.Skip(index + 1))
        {
            if (later.Intent is Operation operation)
                operation.Reading = reading;
        }
    }

    /// <summary>Takes the person as a page showed them just before the run.</summary>
    internal void TakePage(User? page)
    {
        foreach (ChangeSlot slot in Slots)
            slot.Intent.Page = page;
        // Who is to leave every group has to leave also those that were not reviewed: nobody did, so they are told.
        if (!_plan.RequestedSteps.Contains(OffboardingStepKind.LeaveGroups) || Stage != 1 || _joined.Count > 0)
            return;
        var known = new HashSet<string>(Person.Groups.Select(g => g.GroupId), StringComparer.Ordinal);
        foreach (UserGroup group in page?.Groups?.Where(g => g.GroupId.Length > 0 && known.Add(g.GroupId)) ?? [])
        {
            Intent intent = new GroupMembership(new TargetGroup(group.GroupId, group.Name, DirectoryId: null), Member: false).ToIntent(Subject, _clients);
            _joined.Add(new ChangeSlot(intent, _runnerOf(StepIdOfGroups).NotStarted));
        }
    }

    // No step of the plan: the record of what was found beside them.
    private string StepIdOfGroups => $"{(Person.Steps.Count > 0 ? Person.Steps[0].StepId : Person.AccountId)} groups";

    internal override bool NoteFailure(RunStatus status, AdminException failure)
    {
        if (Slots.Length > 0)
            return status.NoteFailure(Slots[0].Intent, failure);
        status.NoteFailure(failure);
        return failure.RefusesTheKey;
    }

    private AdminException NotDone(PlanStep missing) => Refusal($"step {missing.StepId} comes first and is not done ({missing.Effect})");

    /// <summary>Reads once more what the journal proves: what is told of it is told of now.</summary>
    /// <returns>Why nothing more is done for the person, where somebody has changed since what the plan did; null otherwise.</returns>
    private async Task<AdminException?> CheckProofsAsync(RunStatus status, CancellationToken cancellationToken)
    {
        AdminException? changedSince = null;
        // The last one first: what it left is what an earlier step of the same thing is told by.
        for (int index = Slots.Length - 1; index >= 0; index--)
        {
            if (_progress.ProofOf(_steps[index]) is not { } proof)
                continue;
            Change change = Slots[index].NotStarted();
            change.BeforeState = proof.BeforeState;
            if (proof.WasUndone)
                change.Because(Refusal("the plan did it and somebody undid it with Undo-AtlassianChange"));
            else if (_progress.IsSuperseded(_steps[index]) && changedSince is not null)
                change.Because(changedSince);
            else if (_progress.IsSuperseded(_steps[index]))
                Confirm(change, proof.AfterState);
            else if (status.MayStart(change))
                changedSince = await CheckAsync(change, (Operation)Slots[index].Intent, proof.AfterState, status, cancellationToken).ConfigureAwait(false) ?? changedSince;
            // The journal tells what is so now, where it told something else before.
            if (change.Verified == _progress.IsDenied(_steps[index]))
                _runnerOf(_steps[index].StepId).Finish(Slots[index], status, change);
            else
                Slots[index].Finish(change);
        }

        return changedSince;
    }

    private async Task<AdminException?> CheckAsync(Change change, Operation operation, State? proven, RunStatus status, CancellationToken cancellationToken)
    {
        try
        {
            // A page proves what it shows; what it does not show is read directly, for it may be a moment behind.
            State now = operation.Page is { } page && operation.StateOf(page) is { } shown && operation.IsReached(shown)
                ? shown
                : await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
            // A kill may have cut off the record of the step that came after.
            if (operation.Successor?.IsReached(now) == true)
            {
                Confirm(change, proven);
                return null;
            }

            change.Update(now, isBefore: false);
            change.AfterState = now;
            if (operation.IsReached(now))
            {
                Confirm(change, now);
                return null;
            }

            AdminException changed = Refusal($"the plan did it, and somebody has changed it since: it is '{now}' now");
            change.Because(changed).Verified = false;
            change.Warning = changed.Message;
            return changed;
        }
        catch (AdminException e)
        {
            change.Fail(ChangeOutcome.Unknown, RunContext.Name(e, change).After("The journal proves this step, but its present state could not be read."));
            status.Note(operation, change);
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was read: it stays as the journal has it.
        }

        return null;
    }

    private static void Confirm(Change change, State? now)
    {
        change.AfterState = now;
        change.Outcome = ChangeOutcome.AlreadyInState;
        change.Verified = true;
    }

    private AdminException Refusal(string detail) =>
        new(ErrorCode.PreconditionFailed, ("account", Person.ToString()), ("action", Gerund), ("detail", detail));
}
