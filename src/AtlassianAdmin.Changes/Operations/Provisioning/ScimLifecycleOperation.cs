using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Disabling or enabling an account through the identity provider's record of it. What counts is what the account becomes.</summary>
internal abstract class ScimLifecycleOperation : Operation<AccountState>
{
    private readonly ConnectedClients _clients;
    private readonly ScimClient? _scim;
    private readonly bool _active;

    protected ScimLifecycleOperation(OperationSpec spec, string? scimDirectoryId, bool active, Subject subject, ConnectedClients clients)
        : base(spec, subject)
    {
        _clients = clients;
        // A record of another directory is out of reach.
        _scim = scimDirectoryId is null || scimDirectoryId == clients.Scim?.DirectoryId ? clients.Scim : null;
        _active = active;
        ScimDirectoryId = scimDirectoryId ?? _scim?.DirectoryId;
    }

    public override string Route => "Scim";

    public override string Target => "account";

    internal override AdminException? Violation => _scim is null ? new AdminException(ErrorCode.ScimNotConnected, ("action", Gerund)) : base.Violation;

    private protected string? ScimDirectoryId { get; }

    private protected UsersClient Users => _clients.Organization.Users;

    internal override async Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken)
    {
        try
        {
            await FindAsync(email: null, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AdminException e)
        {
            return e;
        }
    }

    private protected override Task<AccountState> ReadStateAsync(CancellationToken cancellationToken) =>
        AccountState.ReadAsync(_clients.Organization, Subject.AccountId, cancellationToken);

    private protected override async Task<int> SendAsync(AccountState? before, CancellationToken cancellationToken)
    {
        ScimUser user = await FindAsync(before?.Email, cancellationToken).ConfigureAwait(false);
        return await _scim!.Users.SetActiveAsync(user.ScimUserId, _active, cancellationToken).ConfigureAwait(false);
    }

    private protected override AdminException? ViolationIn(AccountState state) =>
        state.Is(AccountState.Closed) ? new AdminException(ErrorCode.AccountClosed, ("account", Subject.Who), ("action", Gerund)) : null;

    private protected override AdminException Explain(AdminException refusal, AccountState state) =>
        refusal.Code is ErrorCode.Conflict or ErrorCode.ActionForbidden or ErrorCode.AccountNotFound or ErrorCode.RequestRejected or ErrorCode.NotOrganizationAdmin
            ? ViolationIn(state) ?? refusal
            : refusal;

    private protected sealed override Inverse InverseTo(AccountState before) => WhyOutOfReach ?? InverseInScim(before);

    private protected sealed override Inverse InverseWithoutState() => WhyOutOfReach ?? base.InverseWithoutState();

    private protected abstract Inverse InverseInScim(AccountState before);

    private Inverse? WhyOutOfReach => _scim is null
        ? Inverse.OutOfReach($"it was done in the SCIM directory {ScimDirectoryId}, which is not connected: run Connect-AtlassianScimDirectory for it, and then undo again")
        : null;

    private Task<ScimUser> FindAsync(string? email, CancellationToken cancellationToken) =>
        new ScimUserFinder(_clients.Organization.Provisioning, _scim!.Users).FindByAccountAsync(Subject.AccountId, email, cancellationToken);
}
