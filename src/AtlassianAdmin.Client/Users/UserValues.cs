using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Users;

/// <summary>The values that people are searched by. Source: organization document, MultiDirectoryUserSearchRequest.</summary>
public static class UserValues
{
    /// <summary>Whether the organization manages the account.</summary>
    public static KnownValues ClaimStatus { get; } = new("ClaimStatus", "", "managed", "unmanaged");

    /// <summary>What state a person is in.</summary>
    public static KnownValues Status { get; } = new("Status", "", "active", "suspended", "not_invited", "deactivated", "for_deletion");

    /// <summary>What state an account is in.</summary>
    public static KnownValues AccountStatus { get; } = new("AccountStatus", "", "active", "inactive", "closed");

    /// <summary>What state the membership in the directories is in.</summary>
    public static KnownValues MembershipStatus { get; } = new("MembershipStatus", "", "active", "suspended", "no_membership");

    /// <summary>What can be added to each person.</summary>
    public static KnownValues Expand { get; } = new("Expand", "", "platformRoles", "counts.resources", "productAccess", "groups");
}
