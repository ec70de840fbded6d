namespace AtlassianAdmin.Changes.Plans;

/// <summary>One foreseen change on its way into a plan.</summary>
internal sealed class ForeseenStep
{
    public ForeseenStep(Subject subject, string? noun, OperationSpec spec, State? seen)
    {
        Subject = subject;
        Noun = noun;
        Spec = spec;
        Seen = seen;
        Intent = spec.ToIntent(subject, ConnectedClients.None);
        Owner = Intent.OrderKey ?? subject.Input;
        Needs = StepNeeds.Of(Intent, seen) with { Owner = Owner };
    }

    public Subject Subject { get; }

    /// <summary>What it is that changes, such as <c>group</c>; null for a person.</summary>
    public string? Noun { get; }

    public OperationSpec Spec { get; }

    public State? Seen { get; }

    public Intent Intent { get; }

    /// <summary>Whose step it is in the plan.</summary>
    public string Owner { get; }

    public StepNeeds Needs { get; }

    /// <summary>The account that has the address that is asked for; null for nobody.</summary>
    public string? HolderId { get; init; }

    /// <summary>Why it cannot be done, or could not without an earlier step of the same plan; null when it can.</summary>
    public PlanFinding? Refusal { get; set; }

    /// <summary>True when the state that was seen leaves nothing to do.</summary>
    public bool IsSettled => Seen is not null && Intent.IsSettledIn(Seen);

    /// <summary>The same from another state.</summary>
    public ForeseenStep From(State seen) => new(Subject, Noun, Spec, seen) { HolderId = HolderId, Refusal = Refusal };
}
