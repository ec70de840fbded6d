using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Putting a person into a group, and taking one out.</summary>
public sealed class GroupMembershipOperation : AccountOperation
{
    private readonly Group _group;
    private readonly bool _member;

    /// <summary>Makes the operation.</summary>
    /// <param name="group">The group as the service told it: its own directory is written to, and an identity provider's is refused.</param>
    /// <param name="member">True to add, false to remove.</param>
    public GroupMembershipOperation(Group group, bool member)
    {
        _group = group;
        _member = member;
    }

    /// <inheritdoc/>
    public override string Action => _member ? "AddToGroup" : "RemoveFromGroup";

    /// <inheritdoc/>
    public override string Gerund => _member ? $"adding to the group {_group}" : $"taking out of the group {_group}";

    /// <inheritdoc/>
    public override string Route => "Directory";

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?>
    {
        [ChangeDetail.GroupId] = _group.GroupId,
        [ChangeDetail.GroupName] = _group.Name,
        [ChangeDetail.DirectoryId] = _group.DirectoryId,
    };

    internal override AdminException? Fault => GroupLock.Objection(_group);

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        var search = new UserSearch { AccountIds = [accountId], GroupIds = [_group.GroupId], Limit = 1 };
        User? found = null;
        await foreach (User user in client.Organizations.SearchUsersAsync(search, cancellationToken).ConfigureAwait(false))
            found ??= user;
        return new AccountState(found?.AccountStatus, found?.Email, found?.Name, found is null ? "no_member" : "member") { IsThere = found is not null };
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        _member
            ? client.Groups.AddMemberAsync(_group.DirectoryId!, _group.GroupId, accountId, cancellationToken)
            : client.Groups.RemoveMemberAsync(_group.DirectoryId!, _group.GroupId, accountId, cancellationToken);

    internal override bool IsReached(AccountState state) => state.IsThere == _member;

    internal override AdminException? Objection(AccountState state, string accountId) => null;

    // The account is there: what the service did not find is the person in the directory of the group.
    internal override AdminException? Explain(AdminException refusal, AccountState state, string accountId) =>
        refusal.Code == ErrorCode.AccountNotFound
            ? new AdminException(ErrorCode.NotInDirectory, ("account", accountId), ("detail", $"the directory of the group {_group}"))
            : null;
}
