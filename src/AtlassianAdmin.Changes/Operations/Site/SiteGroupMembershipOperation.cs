using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Changes.Operations.Site;

/// <summary>Putting a person into a group of a site, and taking one out, with the token of a site admin.</summary>
public sealed class SiteGroupMembershipOperation : AccountOperation
{
    private readonly SiteClient _site;
    private readonly SiteGroup _group;
    private readonly bool _member;

    /// <summary>Makes the operation.</summary>
    /// <param name="site">The site, whatever client the change is run with.</param>
    /// <param name="group">The group as the site told it.</param>
    /// <param name="member">True to add, false to remove.</param>
    public SiteGroupMembershipOperation(SiteClient site, SiteGroup group, bool member)
    {
        _site = site;
        _group = group;
        _member = member;
    }

    /// <inheritdoc/>
    public override string Action => _member ? "AddToGroup" : "RemoveFromGroup";

    /// <inheritdoc/>
    public override string Gerund => _member ? $"adding to the group {_group}" : $"taking out of the group {_group}";

    /// <inheritdoc/>
    public override string Route => "Site";

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        // Asked for first: somebody unknown has no groups either, and that is no membership to go by.
        SiteUser user = await _site.GetUserAsync(accountId, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SiteGroup> groups = await _site.GetUserGroupsAsync(accountId, cancellationToken).ConfigureAwait(false);
        bool member = groups.Any(g => g.GroupId == _group.GroupId);
        return new AccountState(StatusOf(user), user.Email, user.Name, member ? "member" : "no_member") { IsThere = member };
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        _member
            ? _site.AddMemberAsync(_group.GroupId, accountId, cancellationToken)
            : _site.RemoveMemberAsync(_group.GroupId, accountId, cancellationToken);

    internal override bool IsReached(AccountState state) => state.IsThere == _member;

    // A site does not tell a closed account from one that is only inactive: the service itself says what it refuses.
    internal override AdminException? Objection(AccountState state, string accountId) => null;

    private static string? StatusOf(SiteUser user) => user.Active switch
    {
        true => AccountState.Active,
        false => AccountState.Inactive,
        null => null,
    };
}
