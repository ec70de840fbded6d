using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Deletes a group of the SCIM directory, and with it the access that it gave in the organization.</summary>
/// <param name="ScimGroupId">The group.</param>
/// <param name="GroupName">Its name; null when not known.</param>
public sealed record DeleteScimGroup(string ScimGroupId, string? GroupName) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DeleteScimGroupOperation(this, subject, clients);
}

internal sealed class DeleteScimGroupOperation(DeleteScimGroup spec, Subject subject, ConnectedClients clients)
    : ScimGroupOperation(spec, spec.ScimGroupId, spec.GroupName, subject, clients)
{
    public override string Action => "DeleteScimGroup";

    public override string Gerund => "deleting";

    public override string Effect => $"Delete the SCIM group {Target}, and the access that it gave";

    internal override bool EndsTarget => true;

    internal override Task<string?> DescribeEffectsAsync(CancellationToken cancellationToken) => GroupProducts.DescribeAsync(Clients, spec.GroupName, cancellationToken);

    // An account that was taken apart from its record is still in the organization's group, which goes, too.
    internal override async Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken)
    {
        var accounts = new HashSet<string>(await base.ReadTouchedAsync(before, cancellationToken).ConfigureAwait(false), StringComparer.Ordinal);
        string? name = spec.GroupName ?? (await Groups.GetAsync(spec.ScimGroupId, cancellationToken).ConfigureAwait(false)).Name;
        if (name is null)
            return accounts;
        List<string> groupIds = (await Paging.ToListAsync(Clients.Organization.Groups.SearchAsync(new GroupSearch { GroupNames = [name] }, cancellationToken)).ConfigureAwait(false))
            .Where(g => g.ExternalSynced != false).Select(g => g.GroupId).ToList();
        if (groupIds.Count == 0)
            return accounts;
        var search = new UserSearch { GroupIds = groupIds, Limit = OrganizationsClient.LargestPage };
        await foreach (User user in Clients.Organization.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            accounts.Add(user.AccountId);
        return accounts;
    }

    private protected override async Task<ScimGroupState> ReadStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.GroupNotFound)
        {
            return new ScimGroupState(Members: null);
        }
    }

    private protected override Task<int> SendAsync(ScimGroupState? before, CancellationToken cancellationToken) => Groups.DeleteAsync(spec.ScimGroupId, cancellationToken);

    private protected override bool IsReached(ScimGroupState state) => state.Members is null;

    private protected override IEnumerable<string> RecordsTouched(ScimGroupState group) => group.Members ?? [];

    private protected override Inverse InverseTo(ScimGroupState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a group that was deleted has lost its roles; New-AtlassianScimGroup makes another");
}
