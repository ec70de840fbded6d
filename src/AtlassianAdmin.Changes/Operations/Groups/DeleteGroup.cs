using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Deletes a group, and with it the access that it gives.</summary>
/// <param name="Group">The group.</param>
public sealed record DeleteGroup(TargetGroup Group) : OperationSpec
{
    /// <summary>The same of a group as the service told it: one that may not be deleted is refused.</summary>
    public static DeleteGroup Of(Group group) => new(TargetGroup.Of(group)) { Violation = GroupLock.Violation(group, toDelete: true) };

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DeleteGroupOperation(this, subject, clients);
}

internal sealed class DeleteGroupOperation(DeleteGroup spec, Subject subject, ConnectedClients clients) : GroupOperation<GroupState>(spec, spec.Group, subject, clients)
{
    public override string Action => "DeleteGroup";

    public override string Gerund => "deleting";

    public override string Target => Group.ToString();

    public override string Effect => $"Delete the group {Group}, and the access that it gives";

    internal override bool EndsTarget => true;

    internal override string? FreedFrom(State? before) => Group.Name is { } name ? $"{name} in {Group.DirectoryId}" : null;

    internal override Task<string?> DescribeEffectsAsync(CancellationToken cancellationToken) => GroupProducts.DescribeAsync(Clients, Group, cancellationToken);

    private protected override async Task<GroupState> ReadStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            Group found = await Groups.GetAsync(Group.GroupId, cancellationToken).ConfigureAwait(false);
            return new GroupState(IsPresent: true) { GroupName = found.Name };
        }
        catch (AdminException e) when (e.Code == ErrorCode.GroupNotFound)
        {
            return new GroupState(IsPresent: false);
        }
    }

    private protected override Task<int> SendAsync(GroupState? before, CancellationToken cancellationToken) =>
        Groups.DeleteAsync(Group.DirectoryId!, Group.GroupId, cancellationToken);

    private protected override bool IsReached(GroupState state) => !state.IsPresent;

    private protected override Inverse InverseTo(GroupState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a group that was deleted has lost its members and roles; New-AtlassianGroup makes another");
}
