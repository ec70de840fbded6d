using System.Text.Json.Serialization;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>What a plan can do for one person. The order here is the order in which it is done.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OffboardingStepKind>))]
public enum OffboardingStepKind : long
{
    /// <summary>Revokes every API token of the person. They survive a deactivation, so they go first.</summary>
    RevokeTokens,

    /// <summary>Takes the person out of every group that no identity provider owns.</summary>
    LeaveGroups,

    /// <summary>Suspends the person in every directory: no access to its products, no seat; the account stays.</summary>
    Suspend,

    /// <summary>Disables the account: nobody can log in with it anywhere.</summary>
    Disable,

    /// <summary>Takes the account and its SCIM records apart.</summary>
    UnlinkScim,

    /// <summary>Schedules the account for deletion; for 14 days it can be cancelled.</summary>
    ScheduleDeletion,
}
