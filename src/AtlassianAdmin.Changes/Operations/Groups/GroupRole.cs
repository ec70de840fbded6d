using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>
/// Gives a group a role, or takes it away. Groups of an identity provider take part: what they are locked against is a change of
/// their members, and no document says that of their roles.
/// </summary>
/// <param name="Group">The group.</param>
/// <param name="Role">The role, such as <c>atlassian/user</c>.</param>
/// <param name="ResourceId">The resource (an ARI).</param>
/// <param name="Granted">True to give it.</param>
public sealed record GroupRole(TargetGroup Group, string Role, string ResourceId, bool Granted) : OperationSpec
{
    /// <summary>The product as people name it, such as <c>acme.atlassian.net/jira-software</c>; null when only its id is known.</summary>
    public string? ResourceName { get; init; }

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new GroupRoleOperation(this, subject, clients);
}

/// <summary>Whether a group has a role.</summary>
/// <param name="IsHeld">True when it has.</param>
public sealed record GroupRoleState(bool IsHeld) : State
{
    private protected override string Text => IsHeld ? "role" : "no_role";
}

internal sealed class GroupRoleOperation(GroupRole spec, Subject subject, ConnectedClients clients) : GroupOperation<GroupRoleState>(spec, spec.Group, subject, clients)
{
    public override string Action => spec.Granted ? "GrantGroupRole" : "RevokeGroupRole";

    public override string Gerund => $"{(spec.Granted ? "granting" : "revoking")} {spec.Role}";

    public override string Target => $"{Group}: {spec.Role} on {Resource}";

    internal override string ThingId => $"{Group.GroupId} {spec.Role} {spec.ResourceId}";

    private string Resource => spec.ResourceName ?? Clients.KnownNameOf(spec.ResourceId) ?? spec.ResourceId;

    public override string Effect => $"{(spec.Granted ? "Grant" : "Revoke")} {spec.Role} on {Resource} {(spec.Granted ? "to" : "from")} the group {Group}";

    internal override Task<AdminException?> CheckExistenceAsync(CancellationToken cancellationToken) =>
        spec.Granted ? Task.FromResult<AdminException?>(null) : Existence.OfResourceAsync(Clients, spec.ResourceId, cancellationToken);

    private protected override async Task<GroupRoleState> ReadStateAsync(CancellationToken cancellationToken)
    {
        bool isHeld = false;
        await foreach (RoleAssignment assignment in Groups.GetRolesAsync(Group.GroupId, cancellationToken).ConfigureAwait(false))
            isHeld |= string.Equals(assignment.ResourceId, spec.ResourceId, StringComparison.OrdinalIgnoreCase) && assignment.Roles.Contains(spec.Role);
        return new GroupRoleState(isHeld);
    }

    private protected override Task<int> SendAsync(GroupRoleState? before, CancellationToken cancellationToken) =>
        spec.Granted
            ? Groups.GrantRoleAsync(Group.DirectoryId!, Group.GroupId, spec.Role, spec.ResourceId, cancellationToken)
            : Groups.RevokeRoleAsync(Group.DirectoryId!, Group.GroupId, spec.Role, spec.ResourceId, cancellationToken);

    private protected override bool IsReached(GroupRoleState state) => state.IsHeld == spec.Granted;

    private protected override Inverse InverseTo(GroupRoleState before) => Inverse.Of(spec with { Granted = before.IsHeld });
}
