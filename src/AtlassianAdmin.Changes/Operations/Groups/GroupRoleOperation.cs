using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>
/// Giving a group a role, and taking one away. Groups of an identity provider take part: what they are locked against is a change of
/// their members, and no document says that of their roles.
/// </summary>
public sealed class GroupRoleOperation : GroupOperation
{
    private readonly string _role;
    private readonly string _resourceId;
    private readonly bool _granted;

    /// <summary>Makes the operation.</summary>
    /// <param name="group">The group as the service told it.</param>
    /// <param name="role">The role, such as <c>atlassian/user</c>.</param>
    /// <param name="resourceId">The resource (an ARI).</param>
    /// <param name="granted">True to give, false to take.</param>
    public GroupRoleOperation(Group group, string role, string resourceId, bool granted)
        : base(group)
    {
        _role = role;
        _resourceId = resourceId;
        _granted = granted;
    }

    /// <inheritdoc/>
    public override string Action => _granted ? "GrantGroupRole" : "RevokeGroupRole";

    /// <inheritdoc/>
    public override string Gerund => $"{(_granted ? "granting" : "revoking")} {_role}";

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?>(base.Details.ToDictionary(d => d.Key, d => d.Value))
    {
        [ChangeDetail.Role] = _role,
        [ChangeDetail.ResourceId] = _resourceId,
    };

    internal override async Task<AccountState> ReadAsync(AdminClient client, string groupId, CancellationToken cancellationToken)
    {
        bool isThere = false;
        await foreach (RoleAssignment assignment in client.Groups.GetRolesAsync(groupId, cancellationToken).ConfigureAwait(false))
            isThere |= string.Equals(assignment.ResourceId, _resourceId, StringComparison.OrdinalIgnoreCase) && assignment.Roles.Contains(_role);
        return AccountState.Of(isThere, "role", "no_role", Group.Name);
    }

    internal override Task<int> SendAsync(AdminClient client, string groupId, AccountState? before, CancellationToken cancellationToken) =>
        _granted
            ? client.Groups.GrantRoleAsync(Group.DirectoryId!, groupId, _role, _resourceId, cancellationToken)
            : client.Groups.RevokeRoleAsync(Group.DirectoryId!, groupId, _role, _resourceId, cancellationToken);

    internal override bool IsReached(AccountState state) => state.IsThere == _granted;
}
