using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>The steps of one person, run in their order.</summary>
public sealed class PlanUnit : ChangeUnit
{
    private readonly Func<string, ChangeRunner> _runnerOf;
    private readonly PlanProgress _progress;
    private readonly ChangeSlot[] _slots;

    internal PlanUnit(PlanPerson person, ConnectedClients clients, Func<string, ChangeRunner> runnerOf, PlanProgress progress)
        : base(person.Subject)
    {
        Person = person;
        _runnerOf = runnerOf;
        _progress = progress;
        _slots = person.Steps.Select(s => new ChangeSlot(s.Operation.ToIntent(person.Subject, clients), runnerOf(s.StepId).NotStarted)).ToArray();
    }

    /// <summary>The person as the plan has it.</summary>
    public PlanPerson Person { get; }

    /// <inheritdoc/>
    public override string? OrderKey => Subject.PersonId;

    /// <inheritdoc/>
    public override string Gerund => "off-boarding";

    /// <summary>What is done, in words.</summary>
    public string Description => string.Join("; ", Person.Steps.Select(s => s.Effect));

    /// <summary>Why nothing may be done for the person; null when it may.</summary>
    public AdminException? Violation { get; internal set; }

    /// <summary>True when the journal proves every step: nothing is left to ask or to do.</summary>
    public override bool NeedsNoAnswer => Person.Steps.All(s => _progress.ProofOf(s) is not null);

    /// <inheritdoc/>
    public override IReadOnlyList<Change> Changes => _slots.SelectMany(s => s.Changes).ToList();

    /// <inheritdoc/>
    public override IReadOnlyList<Change> NotStarted() => Array.ConvertAll(_slots, s => s.NotStarted());

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Change>> PreviewAsync(bool byPage, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        for (int index = 0; index < _slots.Length; index++)
        {
            if (Violation is not null)
                changes.Add(_slots[index].NotStarted().Fail(ChangeOutcome.WhatIf, Violation));
            else
                changes.AddRange(await _runnerOf(Person.Steps[index].StepId).PreviewAsync(_slots[index].Intent, byPage, cancellationToken).ConfigureAwait(false));
        }

        return changes;
    }

    /// <inheritdoc/>
    public override Task RunAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken) =>
        RunStepsAsync(leavesProof: false, status, cancellationToken);

    internal override Task<IReadOnlyList<OpenProof>> SendAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken) =>
        RunStepsAsync(leavesProof: true, status, cancellationToken);

    private async Task<IReadOnlyList<OpenProof>> RunStepsAsync(bool leavesProof, RunStatus status, CancellationToken cancellationToken)
    {
        AdminException? trouble = null;
        var open = new List<OpenProof>();
        // The one step that ends in something final waits until all before it are proven.
        int final = Array.FindLastIndex(_slots, s => s.Intent.Spec is DeleteAccount);
        for (int index = 0; index < _slots.Length; index++)
        {
            ChangeSlot slot = _slots[index];
            PlanStep step = Person.Steps[index];
            Change notStarted = slot.NotStarted();
            if (_progress.ProofOf(step) is { } proof)
            {
                slot.Finish(Proven(notStarted, proof));
            }
            else if (!status.MayStart(notStarted))
            {
                slot.Finish(notStarted);
            }
            else if (Violation is not null)
            {
                _runnerOf(step.StepId).Refuse(slot, status, Violation);
            }
            else if (trouble is not null && step.Kind == OffboardingStepKind.ScheduleDeletion)
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
        if (_slots[index].Intent is not Operation { Reading: { } reading })
            return;
        foreach (ChangeSlot later in _slots.Skip(index + 1))
        {
            if (later.Intent is Operation operation)
                operation.Reading = reading;
        }
    }

    /// <summary>Takes the person as a page showed them just before the run.</summary>
    internal void TakePage(User? page)
    {
        foreach (ChangeSlot slot in _slots)
            slot.Intent.Page = page;
    }

    internal override bool NoteFailure(RunStatus status, AdminException failure) => status.NoteFailure(_slots[0].Intent, failure);

    private Change Proven(Change change, JournaledChange proof)
    {
        if (_progress.WasUndone(proof))
        {
            return change.Because(new AdminException(
                ErrorCode.PreconditionFailed,
                ("account", change.Email ?? change.AccountId),
                ("action", "this step"),
                ("detail", "the plan did it and somebody undid it with Undo-AtlassianChange")));
        }

        change.Outcome = ChangeOutcome.AlreadyInState;
        change.BeforeState = proof.BeforeState;
        change.AfterState = proof.AfterState;
        change.Verified = true;
        return change;
    }
}
