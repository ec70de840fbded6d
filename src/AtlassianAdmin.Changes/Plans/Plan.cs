using System.Globalization;
using System.Text.Json.Serialization;
using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>Changes of one or many people, made to be read and signed off before anything is changed.</summary>
public sealed class Plan : IOrganizationObject
{
    /// <summary>The id of the plan.</summary>
    [JsonInclude]
    public string PlanId { get; internal set; } = "";

    /// <summary>What it is for.</summary>
    [JsonInclude]
    public PlanKind Kind { get; internal set; }

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

    /// <summary>The steps of an off-boarding that were asked for; empty for the default of each person.</summary>
    [JsonInclude]
    public IReadOnlyList<OffboardingStepKind> RequestedSteps { get; internal set => field = DetailList.Of<OffboardingStepKind>(value); } = DetailList.None<OffboardingStepKind>();

    /// <summary>The people, in the order in which they were given, and the groups and keys that change themselves.</summary>
    [JsonInclude]
    public IReadOnlyList<PlanPerson> People { get; internal set => field = DetailList.Of<PlanPerson>(value); } = DetailList.None<PlanPerson>();

    /// <summary>What tells this plan from every other: a SHA-256 over all of it. It stands in the journal, too.</summary>
    [JsonIgnore]
    public string Digest { get; private set; } = "";

    /// <summary>Every step of everybody, in the order of the people.</summary>
    [JsonIgnore]
    public IReadOnlyList<PlanStep> Steps => DetailList.Of<PlanStep>(People.SelectMany(p => p.Steps));

    /// <summary>What only the admin of the identity provider can do.</summary>
    [JsonIgnore]
    public IReadOnlyList<WorklistItem> Worklist => DetailList.Of<WorklistItem>(People.SelectMany(p => p.Worklist));

    /// <summary>How many people have steps.</summary>
    [JsonIgnore]
    public int PlannedCount => People.Count(p => p.Decision == PlanDecision.Planned);

    /// <summary>How many people have nothing to do, and are as wanted already.</summary>
    [JsonIgnore]
    public int NothingToDoCount => People.Count(p => p.Decision == PlanDecision.NothingToDo);

    /// <summary>How many people nothing can be done for here, although something is wanted.</summary>
    [JsonIgnore]
    public int CannotBeDoneCount => People.Count(p => p.Decision == PlanDecision.CannotBeDone);

    /// <summary>How many people are not as wanted when all steps are done: refused, or with something that cannot be done here.</summary>
    [JsonIgnore]
    public int OpenCount => People.Count(p => p.IsOpen);

    /// <summary>What no interface hands over when somebody leaves, to be looked at by hand.</summary>
    [JsonIgnore]
    public IReadOnlyList<WorklistItem> Checklist => Kind != PlanKind.Offboarding ? DetailList.None<WorklistItem>()
        : DetailList.Of<WorklistItem>(People.Where(p => p.IsLeaver).SelectMany(WorklistItem.HandOver));

    /// <summary>How many people the plan refuses.</summary>
    [JsonIgnore]
    public int RefusedCount => People.Count(p => p.Decision == PlanDecision.Refused);

    /// <summary>How many people wait: their last day is still to come.</summary>
    [JsonIgnore]
    public int WaitingCount => People.Count(p => p.Decision == PlanDecision.Waiting);

    /// <summary>About how many requests the run needs, if everything is still as it was when it was planned.</summary>
    [JsonIgnore]
    public int RequestCount => PlanCost.Of(this).Requests;

    /// <summary>The whole plan in words, for a reviewer.</summary>
    [JsonIgnore]
    public string Text => PlanText.Of(this);

    /// <summary>Who approved the file that it was read from; null when nobody did.</summary>
    [JsonIgnore]
    public PlanApproval? Approval { get; internal set; }

    /// <summary>Why the approval that lies beside the file does not count; null when it does, or there is none.</summary>
    [JsonIgnore]
    internal AdminException? ApprovalFailure { get; set; }

    /// <summary>Why the plan is not approved as required; null when it is.</summary>
    internal AdminException? ApprovalViolation(RequiredApproval required, DateTimeOffset now) => required.Violation(Approval, ApprovalFailure, now);

    /// <summary>Where it was made; of a plan out of a file only the id of the organization is known.</summary>
    [JsonIgnore]
    internal OrganizationOrigin? Origin { get => field ??= new OrganizationOrigin(OrganizationId, address: null); set; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <summary>How many stages it runs in, one after the other; 1 where nothing waits for another person's step.</summary>
    [JsonIgnore]
    public int StageCount => Steps.Select(s => s.Stage).DefaultIfEmpty(0).Max();

    /// <summary>How questions name what it does.</summary>
    internal string Verb => Kind switch { PlanKind.Offboarding => "Off-board", PlanKind.EmailMove => "Give a new address to", _ => "Change" };

    /// <summary>The same in sentences.</summary>
    internal string Gerund => Kind switch { PlanKind.Offboarding => "the off-boarding", PlanKind.EmailMove => "the new address", _ => "the change" };

    /// <inheritdoc/>
    public override string ToString() => $"{PlanId}: {PlannedCount} people, {People.Sum(p => p.Steps.Count)} steps";

    /// <summary>What the run of the plan costs, in a sentence, with the time that it takes under the limits announced so far.</summary>
    /// <param name="client">The organization's client, which has heard of the limits.</param>
    public string CostWith(AdminClient client)
    {
        PlanCost cost = PlanCost.Of(this);
        string time = cost.TimeUnder(client) is { } span
            ? $"under the limits announced so far that takes about {Math.Ceiling(span.TotalMinutes).ToString(CultureInfo.InvariantCulture)} min"
            : "Atlassian has announced no limit so far";
        return $"The run of this plan needs about {cost.Requests.ToString(CultureInfo.InvariantCulture)} requests: {time}.";
    }

    /// <summary>Numbers the steps, puts each into its stage, and seals the plan: from here on its digest stands for it.</summary>
    /// <param name="stages">The stage of each step; null where nothing waits for another person's step.</param>
    internal Plan Seal(IReadOnlyDictionary<PlanStep, int>? stages = null)
    {
        for (int person = 0; person < People.Count; person++)
        {
            for (int step = 0; step < People[person].Steps.Count; step++)
            {
                PlanStep one = People[person].Steps[step];
                one.StepId = FormattableString.Invariant($"{person + 1}.{step + 1}");
                one.Stage = stages is null ? 1 : stages[one];
            }
        }

        return Sealed();
    }

    /// <summary>Gives the steps their people and those that they wait for, and takes the digest.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanUnusable"/> when a step comes before one that it depends on.</exception>
    internal Plan Sealed()
    {
        foreach (PlanPerson person in People)
        {
            foreach (PlanStep step in person.Steps)
                step.BelongTo(this, person);
        }

        Link();
        Digest = PlanFile.DigestOf(this);
        return this;
    }

    /// <summary>Makes sure that the plan does not change more people than it and the connection may.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ChangeLimitReached"/>.</exception>
    internal void CheckLimit(ChangeGuard guard)
    {
        int limit = new[] { MaxChanges, guard.MaxChanges }.Where(l => l > 0).DefaultIfEmpty(int.MaxValue).Min();
        // What counts is who has steps that will run, whatever a file says.
        int people = People.Where(p => p.Decision == PlanDecision.Planned && p.Noun is null).Select(p => p.Subject.PersonId ?? p.Input).Distinct(StringComparer.Ordinal).Count();
        if (people > limit)
        {
            throw new AdminException(
                ErrorCode.ChangeLimitReached,
                ("detail", limit.ToString(CultureInfo.InvariantCulture)),
                ("action", Gerund),
                ("account", $"the {people.ToString(CultureInfo.InvariantCulture)} people of the plan"));
        }
    }

    /// <summary>Tells each step what it waits for, as the operations themselves say it.</summary>
    private void Link()
    {
        if (People.FirstOrDefault(p => p.Steps.Zip(p.Steps.Skip(1), (one, next) => next.Stage < one.Stage).Any(falls => falls)) is { } disordered)
            throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"the steps of {disordered} are not in the order of their stages"));
        PlanStep[] steps = People.Where(p => p.Decision != PlanDecision.Refused).SelectMany(p => p.Steps).OrderBy(s => s.Stage).ToArray();
        var order = new StepOrder(Array.ConvertAll(steps, s => s.Needs));
        for (int place = 0; place < steps.Length; place++)
        {
            PlanStep step = steps[place];
            step.Predecessors = order.Predecessors[place].Select(p => steps[p]).ToArray();
            foreach (PlanStep awaited in step.Awaited)
                awaited.IsAwaited = true;
            if (step.Stage < Math.Max(1, order.Stages[place]) || order.Stages[place] == 0)
                throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"the step {step.StepId} comes before a step that it depends on"));
        }
    }

    /// <summary>Makes sure that the list was not empty or cut.</summary>
    /// <param name="people">How many people it must name.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ListTooShort"/>.</exception>
    internal void RequireAtLeast(int people)
    {
        if (People.Count < people)
            throw new AdminException(ErrorCode.ListTooShort, ("detail", $"it names {People.Count.ToString(CultureInfo.InvariantCulture)}, and -ExpectAtLeast is {people.ToString(CultureInfo.InvariantCulture)}"));
    }

    /// <summary>Makes sure that the plan is approved and new enough.</summary>
    /// <param name="signers">One of whom must have approved it; null for nobody.</param>
    /// <param name="maxAge">How old it may be; null for any age.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanNotApproved"/> or <see cref="ErrorCode.PlanTooOld"/>.</exception>
    internal void Require(IEnumerable<string>? signers, TimeSpan? maxAge, DateTimeOffset now)
    {
        if (signers is not null && ApprovalViolation(new RequiredApproval(signers), now) is { } violation)
            throw violation;
        if (maxAge is { } most && now - CreatedAt > most)
        {
            throw new AdminException(
                ErrorCode.PlanTooOld,
                ("detail", $"it was made {CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}, and -MaxAge is {most.ToString("c", CultureInfo.InvariantCulture)}"));
        }
    }

    /// <summary>Makes sure that nobody changed the plan since its digest was taken.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanAltered"/>.</exception>
    internal void CheckDigest()
    {
        if (PlanFile.DigestOf(this) != Digest)
            throw new AdminException(ErrorCode.PlanAltered, ("detail", "it was changed in memory after its digest was taken"));
    }
}
