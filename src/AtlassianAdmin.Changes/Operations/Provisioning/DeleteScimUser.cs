namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Deletes a record of the SCIM directory, for good; the account that is linked is deactivated.</summary>
public sealed record DeleteScimUser : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DeleteScimUserOperation(this, subject, clients);
}

internal sealed class DeleteScimUserOperation(DeleteScimUser spec, Subject subject, ConnectedClients clients) : ScimUserOperation<ScimUserState>(spec, subject, clients)
{
    public override string Action => "DeleteScimUser";

    public override string Gerund => "deleting the SCIM user";

    public override string Effect => "Delete the SCIM user for good, and deactivate the account";

    private protected override async Task<ScimUserState> ReadStateAsync(CancellationToken cancellationToken) =>
        ScimUserState.Of(await FindAsync(cancellationToken).ConfigureAwait(false));

    private protected override Task<int> SendAsync(ScimUserState? before, CancellationToken cancellationToken) =>
        Scim.Users.DeleteAsync(ScimUserId, cancellationToken);

    private protected override bool IsReached(ScimUserState state) => state.Status == ScimUserState.Deleted;

    private protected override Inverse InverseTo(ScimUserState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a deleted SCIM record is gone for good; New-AtlassianScimUser makes another");
}
