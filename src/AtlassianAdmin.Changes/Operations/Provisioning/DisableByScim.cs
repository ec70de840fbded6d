namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Disables an account through the identity provider's record of it.</summary>
/// <param name="ScimDirectoryId">The SCIM directory; null for the connected one.</param>
public sealed record DisableByScim(string? ScimDirectoryId) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DisableByScimOperation(this, subject, clients);
}

internal sealed class DisableByScimOperation(DisableByScim spec, Subject subject, ConnectedClients clients)
    : ScimLifecycleOperation(spec, spec.ScimDirectoryId, active: false, subject, clients)
{
    public override string Action => "Disable";

    public override string Gerund => "disabling";

    public override string Effect => "Disable the account through its SCIM record: no log-in anywhere";

    private protected override bool IsReached(AccountState state) => state.Is(AccountState.Inactive) || state.Is(AccountState.ForDeletion);

    private protected override string? WarningOf(AccountState state, string who) =>
        state.Is(AccountState.ForDeletion) ? $"{who} is scheduled for deletion, which counts as disabled: nothing was sent." : null;

    private protected override Inverse InverseInScim(AccountState before) =>
        before.Is(AccountState.Active) ? Inverse.Of(new EnableByScim(ScimDirectoryId)) : Inverse.None($"there is no way back to '{before}'");
}
