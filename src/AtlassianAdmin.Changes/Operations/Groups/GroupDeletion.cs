using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Deleting a group, and with it the access that it gives.</summary>
public sealed class GroupDeletion : GroupOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="group">The group as the service told it.</param>
    public GroupDeletion(Group group)
        : base(group)
    {
    }

    /// <inheritdoc/>
    public override string Action => "DeleteGroup";

    /// <inheritdoc/>
    public override string Gerund => "deleting";

    internal override AdminException? Fault => GroupLock.Objection(Group, toDelete: true);

    internal override async Task<AccountState> ReadAsync(AdminClient client, string groupId, CancellationToken cancellationToken)
    {
        try
        {
            Group found = await client.Groups.GetAsync(groupId, cancellationToken).ConfigureAwait(false);
            return AccountState.Of(isThere: true, "present", "deleted", found.Name);
        }
        catch (AdminException e) when (e.Code == ErrorCode.GroupNotFound)
        {
            return AccountState.Of(isThere: false, "present", "deleted", Group.Name);
        }
    }

    internal override Task<int> SendAsync(AdminClient client, string groupId, AccountState? before, CancellationToken cancellationToken) =>
        client.Groups.DeleteAsync(Group.DirectoryId!, groupId, cancellationToken);

    internal override bool IsReached(AccountState state) => state.IsThere == false;
}
