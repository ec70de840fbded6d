using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Disabling, enabling, deleting, and cancelling a deletion.</summary>
public abstract class LifecycleOperation : AccountOperation<AccountState>
{
    private protected LifecycleOperation(OperationSpec spec, Subject subject, ConnectedClients clients)
        : base(spec, subject, clients)
    {
    }

    internal sealed override IReadOnlyList<string>? PageParts => [];

    internal sealed override State? StateOf(User page) => AccountState.Of(page);

    private protected override Task<AccountState> ReadStateAsync(CancellationToken cancellationToken) =>
        AccountState.ReadAsync(Clients.Organization, Subject.AccountId, cancellationToken);

    private protected sealed override bool IsClosed(AccountState state) => state.Is(AccountState.Closed);
}
