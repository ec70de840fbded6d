namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Schedules the account for deletion.</summary>
public sealed record DeleteAccount : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DeleteAccountOperation(this, subject, clients);
}

internal sealed class DeleteAccountOperation(DeleteAccount spec, Subject subject, ConnectedClients clients) : LifecycleOperation(spec, subject, clients)
{
    public override string Action => "Delete";

    public override string Gerund => "deleting";

    public override string Effect => "Schedule the account for deletion in 14 days";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.LifecycleDelete;

    private protected override Task<int> SendAsync(AccountState? before, CancellationToken cancellationToken) =>
        Accounts.DeleteAsync(Subject.AccountId, cancellationToken);

    private protected override bool IsReached(AccountState state) => state.Is(AccountState.ForDeletion) || state.Is(AccountState.Closed);

    private protected override Inverse InverseTo(AccountState before) =>
        before.Is(AccountState.Active) ? Inverse.Of(new CancelDeletion())
        // Cancelling a deletion also enables the account.
        : before.Is(AccountState.Inactive) ? Inverse.Of(new CancelDeletion(), new DisableAccount())
        : Inverse.None($"there is no way back to '{before}'");
}
