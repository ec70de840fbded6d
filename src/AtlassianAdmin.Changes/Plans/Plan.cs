using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>The departure of one or many people, made to be read and signed off before anything is changed.</summary>
public sealed class Plan : IOrganizationObject
{
    /// <summary>The id of the plan.</summary>
    [JsonInclude]
    public string PlanId { get; internal set; } = "";

    /// <summary>When it was made; the states of the people are as old as this.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>Who made it: the account of the operating system, and the machine.</summary>
    [JsonInclude]
    public string CreatedBy { get; internal set; } = "";

    /// <summary>The id of the organization; the plan runs in no other.</summary>
    [JsonInclude]
    public string OrganizationId { get; internal set; } = "";

    /// <summary>The organization as questions and change objects name it.</summary>
    [JsonInclude]
    public string Organization { get; internal set; } = "";

    /// <summary>Shown to disabled people at login; null for the service's own text.</summary>
    [JsonInclude]
    public string? Message { get; internal set; }

    /// <summary>Why; kept in the plan and the journal only.</summary>
    [JsonInclude]
    public string? Reason { get; internal set; }

    /// <summary>The ticket; kept in the plan and the journal only.</summary>
    [JsonInclude]
    public string? Ticket { get; internal set; }

    /// <summary>The most people that the plan may change; 0 for no limit.</summary>
    [JsonInclude]
    public int MaxChanges { get; internal set; }

    /// <summary>The steps that were asked for; empty for the default of each person.</summary>
    [JsonInclude]
    public IReadOnlyList<OffboardingStepKind> RequestedSteps { get; internal set; } = [];

    /// <summary>The people, in the order in which they were given.</summary>
    [JsonInclude]
    public IReadOnlyList<PlanPerson> People { get; internal set; } = [];

    /// <summary>What tells this plan from every other: a SHA-256 over all of it. It stands in the journal, too.</summary>
    [JsonIgnore]
    public string Digest { get; private set; } = "";

    /// <summary>Every step of everybody, in the order of the people.</summary>
    [JsonIgnore]
    public IReadOnlyList<PlanStep> Steps => People.SelectMany(p => p.Steps).ToList().AsReadOnly();

    /// <summary>What only the admin of the identity provider can do.</summary>
    [JsonIgnore]
    public IReadOnlyList<WorklistItem> Worklist => People.SelectMany(p => p.Worklist).ToList().AsReadOnly();

    /// <summary>How many people have steps.</summary>
    [JsonIgnore]
    public int PlannedCount => People.Count(p => p.Decision == PlanDecision.Planned);

    /// <summary>How many people need nothing that can be done here.</summary>
    [JsonIgnore]
    public int NothingToDoCount => People.Count(p => p.Decision == PlanDecision.NothingToDo);

    /// <summary>How many people the plan refuses.</summary>
    [JsonIgnore]
    public int RefusedCount => People.Count(p => p.Decision == PlanDecision.Refused);

    /// <summary>About how many requests the run needs, if everything is still as it was when it was planned.</summary>
    [JsonIgnore]
    public int RequestCount => PlanCost.Of(this).Requests;

    /// <summary>The whole plan in words, for a reviewer.</summary>
    [JsonIgnore]
    public string Text => PlanText.Of(this);

    /// <summary>Where it was made; of a plan out of a file only the id of the organization is known.</summary>
    [JsonIgnore]
    internal OrganizationOrigin? Origin { get => field ??= new OrganizationOrigin(OrganizationId, address: null); set; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{PlanId}: {PlannedCount} people, {People.Sum(p => p.Steps.Count)} steps";

    /// <summary>Numbers the steps and seals the plan: from here on its digest stands for it.</summary>
    internal Plan Seal()
    {
        for (int person = 0; person < People.Count; person++)
        {
            for (int step = 0; step < People[person].Steps.Count; step++)
                People[person].Steps[step].StepId = FormattableString.Invariant($"{person + 1}.{step + 1}");
        }

        return Sealed();
    }

    /// <summary>Gives the steps their people, and takes the digest.</summary>
    internal Plan Sealed()
    {
        foreach (PlanPerson person in People)
        {
            foreach (PlanStep step in person.Steps)
                step.BelongTo(person);
        }

        Digest = PlanFile.DigestOf(this);
        return this;
    }

    /// <summary>Makes sure that nobody changed the plan since its digest was taken.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanAltered"/>.</exception>
    internal void CheckDigest()
    {
        if (PlanFile.DigestOf(this) != Digest)
            throw new AdminException(ErrorCode.PlanAltered, ("detail", "it was changed in memory after its digest was taken"));
    }
}
