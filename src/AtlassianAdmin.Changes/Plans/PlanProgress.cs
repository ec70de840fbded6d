using System.Collections.Concurrent;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations.Accounts;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>How far a plan has come, as its journal proves it.</summary>
internal sealed class PlanProgress
{
    private readonly Dictionary<string, StepProof> _proofs;
    private readonly HashSet<string> _denied;
    private readonly ConcurrentDictionary<PlanStep, ChangeSlot> _slots = new();
    private readonly ConcurrentDictionary<PlanStep, bool> _refused = new();

    private PlanProgress(IEnumerable<JournaledChange> ofPlan, IEnumerable<int> undone)
    {
        // Of a long journal only what proves a step is kept.
        var numbers = new HashSet<int>(undone);
        ILookup<string, JournaledChange> steps = ofPlan.ToLookup(c => c.Step!, StringComparer.Ordinal);
        // What a resumed run read of a step that was done before is no attempt of its own.
        _proofs = steps.Select(g => (Step: g.Key, Last: g.LastOrDefault(c => c.Spec is not null), WasUndone: g.Any(c => numbers.Contains(c.Number))))
            .Where(s => s.Last?.IsProven == true)
            .ToDictionary(s => s.Step, s => new StepProof(s.Last!.BeforeState, s.Last.AfterState, s.WasUndone), StringComparer.Ordinal);
        _denied = new HashSet<string>(steps.Where(g => g.Last().Spec is null).Select(g => g.Key), StringComparer.Ordinal);
    }

    /// <summary>A plan that was never begun.</summary>
    public static PlanProgress None() => new([], []);

    /// <summary>Reads how far the plan has come.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="journal">What the journal held when it was opened.</param>
    /// <param name="resume">True when the run may go on with one that was begun before.</param>
    /// <param name="part">The part of the plan that is run; null for all of it.</param>
    /// <exception cref="AdminException">
    /// <see cref="ErrorCode.RunExists"/>, <see cref="ErrorCode.PlanAltered"/>, or <see cref="ErrorCode.JournalUnusable"/> when the journal is of another part.
    /// </exception>
    public static PlanProgress Of(Plan plan, ChangeJournal journal, bool resume, PlanPart? part)
    {
        JournalRun[] runs = journal.Runs.Where(r => r.Kind == JournalRunKind.Plan).ToArray();
        bool wasBegun = runs.Any(r => r.PlanDigest == plan.Digest);
        if (wasBegun && !resume)
            throw new AdminException(ErrorCode.RunExists, ("detail", $"{journal.Path} holds a run of it"));
        if (resume && runs.Length > 0 && !wasBegun)
            throw new AdminException(ErrorCode.PlanAltered, ("detail", $"{journal.Path} is of the plan {runs[runs.Length - 1].PlanDigest}, and this is {plan.Digest}"));
        // Two journals of the same people would know nothing of each other.
        if (runs.FirstOrDefault(r => r.PlanDigest == plan.Digest && r.PlanPart != part?.ToString()) is { } other)
            throw new AdminException(ErrorCode.JournalUnusable, ("detail", $"{journal.Path} is of {PlanPart.Tell(other.PlanPart)}, and this run is of {PlanPart.Tell(part?.ToString())}"));
        return new PlanProgress(
            journal.Changes.Where(c => c.Step is not null && c.PlanDigest == plan.Digest),
            journal.Changes.Where(c => c is { Undoes: not null, HasEnded: true, Outcome: ChangeOutcome.Changed }).Select(c => c.Undoes!.Value));
    }

    /// <summary>What proves that the step is done; null when nothing does. What expands into several is looked at again.</summary>
    public StepProof? ProofOf(PlanStep step) => !step.Expands && _proofs.TryGetValue(step.StepId, out StepProof? proof) ? proof : null;

    /// <summary>True when a later step of the same person has changed the same thing again.</summary>
    public bool IsSuperseded(PlanStep step) => step.Later.Any(later => later.ChangesSameAs(step) && ProofOf(later) is not null);

    /// <summary>Takes the place where what becomes of a step is told.</summary>
    public void Note(PlanStep step, ChangeSlot slot) => _slots[step] = slot;

    /// <summary>Takes note of a step that could not be done now.</summary>
    public void NoteRefusal(PlanStep step) => _refused[step] = true;

    /// <summary>The step that another one waits for and that is not done; null when all are.</summary>
    public PlanStep? OpenBefore(PlanStep step) =>
        step.Awaited.FirstOrDefault(s => !_slots.TryGetValue(s, out ChangeSlot? slot) || !slot.Changes.All(c => c.IsDone && c.Verified != false));

    /// <summary>The step that another one waits for and that could not be done now; null when all could.</summary>
    public PlanStep? RefusedBefore(PlanStep step) => step.Awaited.FirstOrDefault(_refused.ContainsKey);

    /// <summary>The address that the person has as far as the journal proves it.</summary>
    public string? EmailOf(PlanPerson person) =>
        person.Steps.LastOrDefault(s => s.Operation is SetEmail && ProofOf(s) is { WasUndone: false })?.Operation is SetEmail { NewEmail: { } set } ? set : person.Email;

    /// <summary>True when the last word of the journal is that somebody has changed what the step did.</summary>
    public bool IsDenied(PlanStep step) => _denied.Contains(step.StepId);
}

/// <summary>What a journal proves of a step.</summary>
/// <param name="BeforeState">The state before it.</param>
/// <param name="AfterState">The state that was read after it.</param>
/// <param name="WasUndone">True when it was undone again: who undid it does not want it done once more.</param>
internal sealed record StepProof(State? BeforeState, State? AfterState, bool WasUndone);
