using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>A change of an account itself, which the service may refuse by a privilege or because an identity provider owns it.</summary>
/// <typeparam name="TState">The state that it is about.</typeparam>
public abstract class AccountOperation<TState> : Operation<TState>
    where TState : State
{
    private protected AccountOperation(OperationSpec spec, Subject subject, ConnectedClients clients)
        : base(spec, subject) =>
        Clients = clients;

    /// <inheritdoc/>
    public override string Target => "account";

    private protected ConnectedClients Clients { get; }

    private protected AccountsClient Accounts => Clients.Organization.Accounts;

    /// <summary>Which privilege the service asks for.</summary>
    private protected abstract string Privilege { get; }

    /// <summary>The command that does the same through the identity provider's record, with <c>{0}</c> for the person; null when there is none.</summary>
    private protected virtual string? ScimCommand => null;

    internal sealed override async Task<AccountPermissions?> ReadPermissionsAsync(CancellationToken cancellationToken) =>
        await Accounts.GetPermissionsAsync(Subject.AccountId, [Privilege], cancellationToken).ConfigureAwait(false);

    internal override AdminException? ViolationOf(AccountPermissions permissions, State? before) =>
        permissions[Privilege] is { Allowed: false } rule
            ? new AdminException(
                ErrorCatalogue.CodeOfReason(rule.Reason),
                ("account", permissions.AccountId),
                ("action", Gerund),
                ("detail", rule.Reason ?? "no reason was given"))
            : null;

    /// <summary>True when the account is closed, as far as the state tells.</summary>
    private protected virtual bool IsClosed(TState state) => false;

    private protected override AdminException? ViolationIn(TState state) =>
        IsClosed(state) ? new AdminException(ErrorCode.AccountClosed, ("account", Subject.Who), ("action", Gerund)) : null;

    // Cancelling the deletion of a closed account is answered as if there were no account.
    private protected override AdminException Explain(AdminException refusal, TState state) =>
        refusal.Code is ErrorCode.Conflict or ErrorCode.ActionForbidden or ErrorCode.AccountNotFound or ErrorCode.RequestRejected or ErrorCode.NotOrganizationAdmin
            ? ViolationIn(state) ?? refusal
            : refusal;

    internal override Task<AdminException> GuideAsync(AdminException refusal, string? email, CancellationToken cancellationToken) =>
        ScimCommand is { } command && refusal.Code == ErrorCode.ManagedByScim
            ? new ScimGuide(Clients).GuideAsync(refusal, Subject.AccountId, email, command, cancellationToken)
            : Task.FromResult(refusal);
}
