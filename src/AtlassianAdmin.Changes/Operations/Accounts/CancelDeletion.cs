namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Cancels a scheduled deletion, which also enables the account.</summary>
public sealed record CancelDeletion : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new CancelDeletionOperation(this, subject, clients);
}

internal sealed class CancelDeletionOperation(CancelDeletion spec, Subject subject, ConnectedClients clients) : LifecycleOperation(spec, subject, clients)
{
    public override string Action => "Restore";

    public override string Gerund => "cancelling the deletion";

    public override string Effect => "Cancel the deletion of the account, and enable it";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.LifecycleDelete;

    private protected override Task<int> SendAsync(AccountState? before, CancellationToken cancellationToken) =>
        Accounts.CancelDeleteAsync(Subject.AccountId, cancellationToken);

    // The directory tells whether a product opens, the account does not.
    private protected override string? WarningOf(AccountState state, string who) => state.NoAccess(who);

    private protected override Task<Consequence?> ReadConsequenceAsync(State? before, State after, CancellationToken cancellationToken) =>
        AccountState.ReadAccessAsync((AccountState?)before, Clients.Organization.Users, Subject.AccountId, Subject.Who, cancellationToken);

    private protected override bool IsReached(AccountState state) => state.Is(AccountState.Active);

    private protected override AdminException? ViolationIn(AccountState state) =>
        state.Is(AccountState.Inactive)
            ? new AdminException(
                ErrorCode.Conflict, ("account", Subject.Who), ("action", Gerund), ("detail", "it is deactivated, not scheduled for deletion; Enable-AtlassianUser enables it"))
            : base.ViolationIn(state);

    private protected override Inverse InverseTo(AccountState before) =>
        before.Is(AccountState.ForDeletion) ? Inverse.Of(new DeleteAccount()) : Inverse.None($"there is no way back to '{before}'");
}
