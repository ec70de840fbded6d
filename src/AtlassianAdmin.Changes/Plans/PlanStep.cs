using System.Text.Json.Serialization;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>One step of a plan: what is asked for one person. Everything that a reviewer reads of it is derived from that.</summary>
public sealed class PlanStep
{
    private PlanPerson? _person;

    /// <summary>The id of the step in its plan, such as <c>12.2</c>: the second one of the twelfth person.</summary>
    [JsonInclude]
    public string StepId { get; internal set; } = "";

    /// <summary>What is asked, by its kind.</summary>
    [JsonInclude]
    public OperationSpec Operation { get; internal set; } = null!;

    /// <summary>The state when it was planned; null when it was not read.</summary>
    [JsonInclude]
    public State? Seen { get; internal set; }

    /// <summary>What kind of step it is.</summary>
    [JsonIgnore]
    public OffboardingStepKind Kind => Operation switch
    {
        RevokeAllTokens => OffboardingStepKind.RevokeTokens,
        GroupMembership { Member: false } => OffboardingStepKind.LeaveGroups,
        SuspendInDirectory => OffboardingStepKind.Suspend,
        DisableAccount => OffboardingStepKind.Disable,
        UnlinkScim => OffboardingStepKind.UnlinkScim,
        DeleteAccount => OffboardingStepKind.ScheduleDeletion,
        _ => throw new AdminException(ErrorCode.PlanUnusable, ("detail", $"the step {StepId} is no step of an off-boarding")),
    };

    /// <summary>What it will change, in words.</summary>
    [JsonIgnore]
    public string Effect => Intent.EffectFrom(Seen);

    /// <summary>What must still hold when it runs, in words. It is checked again then.</summary>
    [JsonIgnore]
    public string Precondition
    {
        get
        {
            string address = Email is null ? "" : $"{Email} still belongs to ";
            bool afterUnlinking = _person?.Owner == "SCIM" && Kind is OffboardingStepKind.Disable or OffboardingStepKind.ScheduleDeletion;
            return $"{address}{AccountId}, which is no organization admin{(afterUnlinking ? ", and no SCIM record owns it any more" : "")}";
        }
    }

    /// <summary>True when Undo-AtlassianChange can reverse it.</summary>
    [JsonIgnore]
    public bool CanBeUndone => Intent.CanBeUndone(Seen);

    /// <summary>What is changed, in words: the account, the group, the directory.</summary>
    [JsonIgnore]
    public string Target => Intent.Target;

    /// <summary>The group to leave; null for other steps.</summary>
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

    /// <summary>The display name of the person; null when hidden.</summary>
    [JsonIgnore]
    public string? Name => _person?.Name;

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();

    // What it is takes no connection to tell.
    private Intent Intent => Operation.ToIntent(_person?.Subject ?? new Subject(""), ConnectedClients.None);

    /// <summary>True when it becomes several changes when it runs.</summary>
    internal bool Expands => Intent is Expansion;

    internal void BelongTo(PlanPerson person) => _person = person;
}
