namespace AtlassianAdmin.Sandbox.Audit;

/// <summary>
/// A kind of event. The vendor publishes no list of them (the service itself gives it): these ids are a guess in its style, and scripts
/// should take theirs from <c>event-actions</c>.
/// </summary>
internal sealed class AuditAction
{
    private const string Accounts = "Managed accounts";
    private const string Access = "User access";
    private const string GroupsText = "Groups";
    private const string Keys = "API tokens and keys";
    private const string Products = "Products";

    private AuditAction(string id, string displayName, string group, string? product = null)
    {
        Id = id;
        DisplayName = displayName;
        Group = group;
        Product = product;
    }

    public static AuditAction UserDeactivated { get; } = new("user_deactivated", "Deactivated account", Accounts);

    public static AuditAction UserActivated { get; } = new("user_activated", "Reactivated account", Accounts);

    public static AuditAction DeletionScheduled { get; } = new("user_deletion_scheduled", "Scheduled account for deletion", Accounts);

    public static AuditAction DeletionCancelled { get; } = new("user_deletion_cancelled", "Cancelled account deletion", Accounts);

    public static AuditAction EmailChanged { get; } = new("user_email_changed", "Changed email address", Accounts);

    public static AuditAction ProfileChanged { get; } = new("user_profile_changed", "Changed profile", Accounts);

    public static AuditAction LoggedIn { get; } = new("user_logged_in", "Logged in", Accounts);

    public static AuditAction UserInvited { get; } = new("user_invited", "Invited user", Access);

    public static AuditAction UserSuspended { get; } = new("user_suspended", "Suspended access", Access);

    public static AuditAction UserRestored { get; } = new("user_restored", "Restored access", Access);

    public static AuditAction UserRemovedFromDirectory { get; } = new("user_removed_from_directory", "Removed user from directory", Access);

    public static AuditAction RoleGranted { get; } = new("user_role_granted", "Granted role to user", Access);

    public static AuditAction RoleRevoked { get; } = new("user_role_revoked", "Revoked role from user", Access);

    public static AuditAction GroupCreated { get; } = new("group_created", "Created group", GroupsText);

    public static AuditAction GroupDeleted { get; } = new("group_deleted", "Deleted group", GroupsText);

    public static AuditAction UserAddedToGroup { get; } = new("user_added_to_group", "Added user to group", GroupsText);

    public static AuditAction UserRemovedFromGroup { get; } = new("user_removed_from_group", "Removed user from group", GroupsText);

    public static AuditAction GroupRoleGranted { get; } = new("group_role_granted", "Granted role to group", GroupsText);

    public static AuditAction GroupRoleRevoked { get; } = new("group_role_revoked", "Revoked role from group", GroupsText);

    public static AuditAction TokenCreated { get; } = new("api_token_created", "Created API token", Keys);

    public static AuditAction TokenRevoked { get; } = new("api_token_revoked", "Revoked API token", Keys);

    public static AuditAction KeyRevoked { get; } = new("api_key_revoked", "Revoked API key", Keys);

    public static AuditAction IssuesExported { get; } = new("jira_issues_exported", "Exported issues", Products, "jira");

    public static AuditAction SpaceExported { get; } = new("confluence_space_exported", "Exported space", Products, "confluence");

    public static IReadOnlyList<AuditAction> All { get; } =
    [
        UserDeactivated, UserActivated, DeletionScheduled, DeletionCancelled, EmailChanged, ProfileChanged, LoggedIn, UserInvited, UserSuspended,
        UserRestored, UserRemovedFromDirectory, RoleGranted, RoleRevoked, GroupCreated, GroupDeleted, UserAddedToGroup, UserRemovedFromGroup,
        GroupRoleGranted, GroupRoleRevoked, TokenCreated, TokenRevoked, KeyRevoked, IssuesExported, SpaceExported,
    ];

    public string Id { get; }

    public string DisplayName { get; }

    public string Group { get; }

    /// <summary>The product that it happened in; null for the administration.</summary>
    public string? Product { get; }
}
