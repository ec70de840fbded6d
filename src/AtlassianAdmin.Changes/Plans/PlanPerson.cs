using System.Globalization;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>What a plan makes of one person.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanDecision>))]
public enum PlanDecision : long
{
    /// <summary>There are steps to run.</summary>
    Planned,

    /// <summary>Everything is as wanted already.</summary>
    NothingToDo,

    /// <summary>The plan does nothing for them; the findings tell why.</summary>
    Refused,

    /// <summary>The plan does nothing for them yet: their last day is still to come.</summary>
    Waiting,

    /// <summary>Something is wanted that cannot be done here; the findings and the worklist tell what and why.</summary>
    CannotBeDone,
}

/// <summary>One person of a plan, or one group or key that changes itself: the state that was read, what was found, and the steps.</summary>
public sealed class PlanPerson
{
    private PlanDecision? _told;

    /// <summary>The identity as it was given.</summary>
    [JsonInclude]
    public string Input { get; internal set; } = "";

    /// <summary>The account; empty when the identity could not be resolved, and for what is no person.</summary>
    [JsonInclude]
    public string AccountId { get; internal set; } = "";

    /// <summary>The record of the SCIM directory that is meant; null when the account itself is.</summary>
    [JsonInclude]
    public string? ScimUserId { get; internal set; }

    /// <summary>What it is that changes, such as <c>group</c>; null for a person.</summary>
    [JsonInclude]
    public string? Noun { get; internal set; }

    /// <summary>The e-mail address; null when hidden or not known.</summary>
    [JsonInclude]
    public string? Email { get; internal set; }

    /// <summary>The display name; null when hidden or not known.</summary>
    [JsonInclude]
    public string? Name { get; internal set; }

    /// <summary>Who it is: the e-mail address, the account, or the identity as it was given, the first of them that is known.</summary>
    [JsonIgnore]
    public string Person => Email ?? (AccountId.Length > 0 ? AccountId : Input);

    /// <summary>What the plan makes of the person. It is derived from the findings and the steps; a file that says otherwise is refused.</summary>
    [JsonInclude]
    public PlanDecision Decision
    {
        get => Findings.Any(f => f.Refuses) ? PlanDecision.Refused
            : WaitsUntil is not null ? PlanDecision.Waiting
            : Steps.Any(s => !s.IsSettled) ? PlanDecision.Planned
            : IsOpen ? PlanDecision.CannotBeDone
            : PlanDecision.NothingToDo;
        internal set => _told = value;
    }

    /// <summary>True when something that is wanted stays undone after the steps, because it cannot be done here.</summary>
    [JsonIgnore]
    public bool IsOpen => Worklist.Count > 0 || Findings.Any(f => f.IsOpen);

    /// <summary><c>active</c>, <c>inactive</c>, <c>for_deletion</c> or <c>closed</c>; null when it could not be read.</summary>
    [JsonInclude]
    public string? Status { get; internal set; }

    /// <summary>True when the organization manages the account; null when it could not be read.</summary>
    [JsonInclude]
    public bool? IsManaged { get; internal set; }

    /// <summary>What owns the account's life cycle: <c>SCIM</c> or <c>Google</c>; null for the organization itself.</summary>
    [JsonInclude]
    public string? Owner { get; internal set; }

    /// <summary>The end of the last day, as the list told it, where that is still to come; null otherwise.</summary>
    [JsonInclude]
    public DateTimeOffset? WaitsUntil { get; internal set; }

    /// <summary>The directories the person is in, with the state there.</summary>
    [JsonInclude]
    public IReadOnlyList<PersonDirectory> Directories { get; internal set => field = DetailList.Of<PersonDirectory>(value); } = DetailList.None<PersonDirectory>();

    /// <summary>The groups the person is in.</summary>
    [JsonInclude]
    public IReadOnlyList<PersonGroup> Groups { get; internal set => field = DetailList.Of<PersonGroup>(value); } = DetailList.None<PersonGroup>();

    /// <summary>The organization-wide roles of the person, and each product that the person can use, with its resource.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Roles { get; internal set => field = TextList.Of(value); } = TextList.None;

    /// <summary>How many API tokens the person has; null when they could not be read.</summary>
    [JsonInclude]
    public int? TokenCount { get; internal set; }

    /// <summary>The SCIM records that are linked to the account.</summary>
    [JsonInclude]
    public IReadOnlyList<PersonScimLink> ScimLinks { get; internal set => field = DetailList.Of<PersonScimLink>(value); } = DetailList.None<PersonScimLink>();

    /// <summary>The last activity in any product, up to 24 hours behind; null for never or not known.</summary>
    [JsonInclude]
    public DateTimeOffset? LastActive { get; internal set; }

    /// <summary>What a reviewer should know, and why somebody was refused.</summary>
    [JsonInclude]
    public IReadOnlyList<PlanFinding> Findings { get; internal set => field = DetailList.Of<PlanFinding>(value); } = DetailList.None<PlanFinding>();

    /// <summary>The steps, in the order in which they run.</summary>
    [JsonInclude]
    public IReadOnlyList<PlanStep> Steps { get; internal set => field = DetailList.Of<PlanStep>(value); } = DetailList.None<PlanStep>();

    /// <summary>How many steps there are.</summary>
    [JsonIgnore]
    public int StepCount => Steps.Count;

    /// <summary>What only the admin of the identity provider can do.</summary>
    [JsonInclude]
    public IReadOnlyList<WorklistItem> Worklist { get; internal set => field = DetailList.Of<WorklistItem>(value); } = DetailList.None<WorklistItem>();

    /// <summary>The first reason for which the person was refused, one of <see cref="Client.Errors.ErrorCode"/>; null when not refused.</summary>
    [JsonIgnore]
    public string? ErrorCode => Findings.FirstOrDefault(f => f.Refuses)?.Code;

    /// <summary>True when the plan takes the person's access: what they own is left without somebody.</summary>
    internal bool IsLeaver => Decision != PlanDecision.Refused
        && Steps.Any(s => s.Kind is OffboardingStepKind.Disable or OffboardingStepKind.ScheduleDeletion or OffboardingStepKind.Suspend);

    internal Subject Subject => new(Input, AccountId, Email, Name) { ScimUserId = ScimUserId };

    /// <summary>The person as a report of the run has them.</summary>
    internal AskedPerson AsAsked(string verb)
    {
        PlanFinding? open = Findings.FirstOrDefault(f => f.IsOpen);
        WorklistItem? work = Worklist.Count > 0 ? Worklist[0] : null;
        string? task = work is null ? null : $"{work.Provider}: {work.Task}{(work.Group is null ? "" : " " + work.Group)}";
        return new AskedPerson(
            Subject,
            Steps.Count == 0 ? verb : string.Join(", ", Steps.Select(s => s.Action).Distinct()),
            Decision.ToString(),
            open?.Code ?? (work is null ? null : Client.Errors.ErrorCode.GroupManagedExternally),
            open?.Message ?? (work is not null ? "Only the admin of the identity provider can do it."
                : WaitsUntil is { } end ? $"The last day is still to come. It ends {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}."
                : null),
            task ?? open?.RecommendedAction ?? (WaitsUntil is null ? null : "Make a new plan after that day."))
        {
            StepIds = Steps.Select(s => s.StepId).ToArray(),
        };
    }

    /// <summary>What the file says otherwise than the findings and the steps; null for nothing.</summary>
    internal string? Contradiction =>
        _told is { } told && told != Decision ? $"it says {told} of {this}, and the steps say {Decision}"
        : Decision is PlanDecision.Refused or PlanDecision.Waiting && Steps.Count > 0 ? $"{this} is {(Decision == PlanDecision.Refused ? "refused" : "waiting")} and has steps"
        : Steps.Select(s => s.Contradiction).FirstOrDefault(c => c is not null);

    /// <summary>Lets go of what the file says, which was compared with the steps: a plan of many people is kept for long.</summary>
    internal void ForgetTold()
    {
        _told = null;
        foreach (PlanStep step in Steps)
            step.ForgetTold();
    }

    /// <inheritdoc/>
    public override string ToString() => Noun is null ? Email ?? (AccountId.Length > 0 ? AccountId : ScimUserId ?? Input) : $"{Noun} {Name ?? Input}";
}

/// <summary>Something that a reviewer of a plan should know about a person.</summary>
public sealed class PlanFinding
{
    /// <summary>What it is, one of <see cref="Client.Errors.ErrorCode"/>, or <c>NamedTwice</c>, or <c>AlreadyInState</c>.</summary>
    [JsonInclude]
    public string Code { get; internal set; } = "";

    /// <summary>The same in a sentence.</summary>
    [JsonInclude]
    public string Message { get; internal set; } = "";

    /// <summary>What to type or open next; null for nothing.</summary>
    [JsonInclude]
    public string? RecommendedAction { get; internal set; }

    /// <summary>True when the plan does nothing for the person because of it.</summary>
    [JsonInclude]
    public bool Refuses { get; internal set; }

    /// <summary>True when something that is wanted is not done because of it; false for what is only good to know.</summary>
    [JsonIgnore]
    public bool IsOpen => Refuses || Code is not (AlreadyInState or NamedTwice);

    internal const string AlreadyInState = nameof(AlreadyInState);

    internal const string NamedTwice = nameof(NamedTwice);

    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>A directory that a person is in.</summary>
public sealed class PersonDirectory
{
    /// <summary>The id of the directory.</summary>
    [JsonInclude]
    public string DirectoryId { get; internal set; } = "";

    /// <summary>Its name; null when not told.</summary>
    [JsonInclude]
    public string? Name { get; internal set; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>no_membership</c>; the set is open.</summary>
    [JsonInclude]
    public string Status { get; internal set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? DirectoryId}: {Status}";
}

/// <summary>A group that a person is in.</summary>
public sealed class PersonGroup
{
    /// <summary>The id of the group.</summary>
    [JsonInclude]
    public string GroupId { get; internal set; } = "";

    /// <summary>Its name; null when not told.</summary>
    [JsonInclude]
    public string? Name { get; internal set; }

    /// <summary>Its directory; null when not told.</summary>
    [JsonInclude]
    public string? DirectoryId { get; internal set; }

    /// <summary>Why its members cannot be changed here, one of <see cref="Client.Errors.ErrorCode"/>; null when they can.</summary>
    [JsonInclude]
    public string? Lock { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? GroupId;
}

/// <summary>A SCIM record that is linked to an account.</summary>
public sealed class PersonScimLink
{
    /// <summary>The id of the record in its SCIM directory.</summary>
    [JsonInclude]
    public string ScimUserId { get; internal set; } = "";

    /// <summary>The SCIM directory.</summary>
    [JsonInclude]
    public string ScimDirectoryId { get; internal set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{ScimUserId} in {ScimDirectoryId}";
}
