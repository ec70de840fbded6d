using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Deletes the SCIM record of an account with the admin key, for good; the account stays.</summary>
public sealed record DeleteScimRecord : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DeleteScimRecordOperation(this, subject, clients);
}

internal sealed class DeleteScimRecordOperation(DeleteScimRecord spec, Subject subject, ConnectedClients clients) : Operation<ScimLinkState>(spec, subject)
{
    private ProvisioningClient Provisioning => clients.Organization.Provisioning;

    public override string Action => "DeleteScimRecord";

    public override string Gerund => "deleting the SCIM record";

    public override string Route => "Scim";

    public override string Target => "SCIM record";

    public override string Effect => "Delete the SCIM record for good; the account stays";

    private protected override async Task<ScimLinkState> ReadStateAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ScimLink> links = await Provisioning.GetLinksAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return new ScimLinkState(links.Count > 0);
    }

    private protected override Task<int> SendAsync(ScimLinkState? before, CancellationToken cancellationToken) =>
        Provisioning.DeleteRecordAsync(Subject.AccountId, cancellationToken);

    private protected override bool IsReached(ScimLinkState state) => !state.IsLinked;

    private protected override Inverse InverseTo(ScimLinkState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("a deleted SCIM record is gone for good");
}
