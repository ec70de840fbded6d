using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Disabling or enabling an account through the identity provider's record of it. What counts is what the account becomes.</summary>
internal sealed class ScimLifecycleOperation : AccountOperation
{
    private readonly LifecycleOperation _change;
    private readonly bool _active;
    private readonly ScimClient? _scim;

    public ScimLifecycleOperation(LifecycleOperation change, bool active, ScimClient? scim)
    {
        _change = change;
        _active = active;
        _scim = scim;
    }

    public override string Action => _change.Action;

    public override string Gerund => _change.Gerund;

    public override string Route => "Scim";

    internal override IReadOnlyDictionary<string, string?> Details =>
        _scim is null ? NoDetails : new Dictionary<string, string?> { [ChangeDetail.ScimDirectoryId] = _scim.DirectoryId };

    internal override AdminException? Fault => _scim is null ? new AdminException(ErrorCode.ScimNotConnected, ("action", Gerund)) : null;

    internal override Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken) =>
        _change.ReadAsync(client, accountId, cancellationToken);

    internal override async Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken)
    {
        ScimUser user = await FindAsync(client, accountId, before?.Email, cancellationToken).ConfigureAwait(false);
        return await _scim!.Users.SetActiveAsync(user.ScimUserId, _active, cancellationToken).ConfigureAwait(false);
    }

    internal override bool IsReached(AccountState state) => _change.IsReached(state);

    internal override AdminException? Objection(AccountState state, string accountId) => _change.Objection(state, accountId);

    internal override string? Remark(AccountState state, string accountId) => _change.Remark(state, accountId);

    internal override async Task<AdminException?> ForeseeAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        try
        {
            await FindAsync(client, accountId, email: null, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AdminException e)
        {
            return e;
        }
    }

    private Task<ScimUser> FindAsync(AdminClient client, string accountId, string? email, CancellationToken cancellationToken) =>
        new ScimUserFinder(client, _scim!).FindByAccountAsync(accountId, email, cancellationToken);
}
