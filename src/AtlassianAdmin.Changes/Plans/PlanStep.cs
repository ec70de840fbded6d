using System.Text.Json.Serialization;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>
/// One step of a plan: what is asked for one person. Everything that a reviewer reads of it is derived from that. A file holds the
/// derived words, too, for who reads it; one that says otherwise is refused.
/// </summary>
public sealed class PlanStep
{
    private Plan? _plan;
    private PlanPerson? _person;
    private string? _toldEffect;
    private string? _toldPrecondition;
    private string? _toldInverse;

    /// <summary>The id of the step in its plan, such as <c>12.2</c>: the second one of the twelfth person.</summary>
    [JsonInclude]
    public string StepId { get; internal set; } = "";

    /// <summary>The stage in which it runs, from 1: a stage begins when the one before has ended.</summary>
    [JsonInclude]
    public int Stage { get; internal set; }

    /// <summary>What is asked, by its kind.</summary>
    [JsonInclude]
    public OperationSpec Operation { get; internal set; } = null!;

    /// <summary>The state when it was planned; null when it was not read.</summary>
    [JsonInclude]
    public State? Seen { get; internal set; }

    /// <summary>What it will change, in words.</summary>
    [JsonInclude]
    public string Effect
    {
        get => Intent.EffectFrom(Seen);
        internal set => _toldEffect = value;
    }

    /// <summary>What must still hold when it runs, in words. It is checked again then.</summary>
    [JsonInclude]
    public string Precondition
    {
        get => string.Join(", and ", Preconditions().DefaultIfEmpty("nothing"));
        internal set => _toldPrecondition = value;
    }

    /// <summary>What Undo-AtlassianChange does to reverse it, in words.</summary>
    [JsonInclude]
    public string Inverse
    {
        get => !CanBeUndone ? "cannot be undone" : Intent.InverseFrom(Seen) ?? "the state before";
        internal set => _toldInverse = value;
    }

    /// <summary>The word in change objects, such as <c>Disable</c>.</summary>
    [JsonIgnore]
    public string Action => Intent.Action;

    /// <summary>Which way it goes: <c>Account</c>, <c>Scim</c>, <c>Directory</c>, <c>Site</c>, <c>Group</c> or <c>Organization</c>.</summary>
    [JsonIgnore]
    public string Route => Intent.Route;

    /// <summary>True when Undo-AtlassianChange can reverse it.</summary>
    [JsonIgnore]
    public bool CanBeUndone => Intent.CanBeUndone(Seen);

    /// <summary>True when the state that was seen leaves nothing to do. It is read again when the plan runs.</summary>
    [JsonIgnore]
    public bool IsSettled => Seen is not null && Intent.IsSettledIn(Seen);

    /// <summary>What is changed, in words: the account, the group, the directory.</summary>
    [JsonIgnore]
    public string Target => Intent.Target;

    /// <summary>The steps of others that come first, by their ids.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> After => Awaited.Select(s => s.StepId).ToArray();

    /// <summary>The group of a membership; null for other steps.</summary>
    [JsonIgnore]
    public string? GroupId => (Operation as GroupMembership)?.Group.GroupId;

    /// <summary>The name of that group.</summary>
    [JsonIgnore]
    public string? GroupName => (Operation as GroupMembership)?.Group.Name;

    /// <summary>Whose step it is.</summary>
    [JsonIgnore]
    public string AccountId => _person?.AccountId ?? "";

    /// <summary>The e-mail address of the person; null when hidden.</summary>
    [JsonIgnore]
    public string? Email => _person?.Email;

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    [JsonIgnore]
    public string Person => Email ?? AccountId;

    /// <summary>The display name of the person; null when hidden.</summary>
    [JsonIgnore]
    public string? Name => _person?.Name;

    /// <inheritdoc/>
    public override string ToString() => Action;

    /// <summary>What it is in an off-boarding; null for what is none.</summary>
    internal OffboardingStepKind? Kind => Operation switch
    {
        RevokeAllTokens => OffboardingStepKind.RevokeTokens,
        GroupMembership { Member: false } => OffboardingStepKind.LeaveGroups,
        SuspendInDirectory => OffboardingStepKind.Suspend,
        DisableAccount or DisableByScim => OffboardingStepKind.Disable,
        UnlinkScim => OffboardingStepKind.UnlinkScim,
        DeleteAccount => OffboardingStepKind.ScheduleDeletion,
        _ => null,
    };

    /// <summary>Every step that it waits for; those of its own person, too.</summary>
    internal IReadOnlyList<PlanStep> Predecessors { get; set; } = [];

    /// <summary>The steps of others that it waits for.</summary>
    internal IEnumerable<PlanStep> Awaited => Predecessors.Where(p => p._person != _person);

    /// <summary>Whose step it is.</summary>
    internal PlanPerson? Owner => _person;

    /// <summary>True when a step of somebody else waits for it.</summary>
    internal bool IsAwaited { get; set; }

    /// <summary>True when it becomes several changes when it runs.</summary>
    internal bool Expands => Intent is Expansion;

    /// <summary>True when an earlier step of the plan changes the same thing: what was seen is not what it meets.</summary>
    internal bool IsChained => Earlier().Any(s => s.Seen?.GetType() == Seen?.GetType() && s.Intent.ThingId == Intent.ThingId);

    /// <summary>True when it runs only where the state is still the one that was seen.</summary>
    internal bool HasToBeAsSeen => Seen?.ToString().Length > 0 && !IsSettled && !Expands && (Operation is SetEmail || !IsChained);

    /// <summary>The next step that gives the same person an address; null for none.</summary>
    internal PlanStep? Successor => Operation is SetEmail
        ? _person?.Steps.SkipWhile(s => s != this).Skip(1).FirstOrDefault(s => s.Operation is SetEmail)
        : null;

    /// <summary>What it needs and gives.</summary>
    internal StepNeeds Needs => StepNeeds.Of(Intent, Seen);

    /// <summary>What the file says otherwise than the operation; null for nothing.</summary>
    internal string? Contradiction => Contradict(_toldEffect, Effect) ?? Contradict(_toldPrecondition, Precondition) ?? Contradict(_toldInverse, Inverse);

    /// <summary>Lets go of what the file says.</summary>
    internal void ForgetTold() => _toldEffect = _toldPrecondition = _toldInverse = null;

    // What it is takes no connection to tell.
    private Intent Intent => IntentWith(ConnectedClients.None);

    /// <summary>Makes it ready to run.</summary>
    internal Intent IntentWith(ConnectedClients clients) => Operation.ToIntent(_person?.Subject ?? new Subject(""), clients);

    internal void BelongTo(Plan plan, PlanPerson person) => (_plan, _person) = (plan, person);

    /// <summary>The later steps of the same person.</summary>
    internal IEnumerable<PlanStep> Later => _person?.Steps.SkipWhile(s => s != this).Skip(1) ?? [];

    /// <summary>True when both steps change the same thing.</summary>
    internal bool ChangesSameAs(PlanStep other) => Seen is not null && Seen.GetType() == other.Seen?.GetType() && Intent.ThingId == other.Intent.ThingId;

    private IEnumerable<PlanStep> Earlier() => _person?.Steps.TakeWhile(s => s != this) ?? [];

    private IEnumerable<string> Preconditions()
    {
        if (AccountId.Length > 0)
        {
            yield return (Email is null ? "" : $"{Email} still belongs to ") + AccountId
                + (_plan?.Kind == PlanKind.Offboarding ? ", which is no organization admin" : "");
        }

        if (_person?.Owner == "SCIM" && Operation is DisableAccount or DeleteAccount)
            yield return "no SCIM record owns it any more";
        foreach (PlanStep step in Awaited)
            yield return $"step {step.StepId} is done";
        if (HasToBeAsSeen)
            yield return $"it is still '{Seen}'";
    }

    private string? Contradict(string? told, string derived) =>
        told is null || told == derived ? null : $"it says '{told}' of the step {StepId}, and the step is '{derived}'";
}
