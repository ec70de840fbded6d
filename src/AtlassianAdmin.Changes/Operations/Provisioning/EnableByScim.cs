namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Enables an account through the identity provider's record of it.</summary>
/// <param name="ScimDirectoryId">The SCIM directory; null for the connected one.</param>
public sealed record EnableByScim(string? ScimDirectoryId) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new EnableByScimOperation(this, subject, clients);
}

internal sealed class EnableByScimOperation(EnableByScim spec, Subject subject, ConnectedClients clients)
    : ScimLifecycleOperation(spec, spec.ScimDirectoryId, active: true, subject, clients)
{
    public override string Action => "Enable";

    public override string Gerund => "enabling";

    public override string Effect => "Enable the account through its SCIM record";

    // The directory tells whether a product opens, the account does not.
    private protected override string? WarningOf(AccountState state, string who) => state.NoAccess(who);

    private protected override Task<Consequence?> ReadConsequenceAsync(State? before, State after, CancellationToken cancellationToken) =>
        AccountState.ReadAccessAsync((AccountState?)before, Users, Subject.AccountId, Subject.Who, cancellationToken);

    private protected override bool IsReached(AccountState state) => state.Is(AccountState.Active);

    private protected override AdminException? ViolationIn(AccountState state) =>
        state.Is(AccountState.ForDeletion)
            ? new AdminException(ErrorCode.AccountPendingDeletion, ("account", Subject.Who), ("action", Gerund))
            : base.ViolationIn(state);

    private protected override Inverse InverseInScim(AccountState before) =>
        before.Is(AccountState.Inactive) ? Inverse.Of(new DisableByScim(ScimDirectoryId)) : Inverse.None($"there is no way back to '{before}'");
}
