using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Takes an account and one SCIM record of it apart, with the admin key; both stay.</summary>
/// <param name="ScimDirectoryId">The SCIM directory.</param>
/// <param name="ScimUserId">The record.</param>
public sealed record UnlinkScim(string ScimDirectoryId, string ScimUserId) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new UnlinkScimOperation(this, subject, clients);
}

/// <summary>Whether an account and a SCIM record belong together.</summary>
/// <param name="IsLinked">True when they do.</param>
public sealed record ScimLinkState(bool IsLinked) : State
{
    private protected override string Text => IsLinked ? "linked" : "unlinked";
}

internal sealed class UnlinkScimOperation(UnlinkScim spec, Subject subject, ConnectedClients clients) : Operation<ScimLinkState>(spec, subject)
{
    private ProvisioningClient Provisioning => clients.Organization.Provisioning;

    public override string Action => "UnlinkScim";

    public override string Gerund => "unlinking";

    public override string Route => "Scim";

    public override string Target => $"{spec.ScimUserId} in {spec.ScimDirectoryId}";

    public override string TargetId => spec.ScimUserId;

    public override string Effect => $"Unlink the SCIM record {spec.ScimUserId}";

    private protected override async Task<ScimLinkState> ReadStateAsync(CancellationToken cancellationToken) =>
        StateIn(await Provisioning.GetLinksAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false));

    private protected override Task<int> SendAsync(ScimLinkState? before, CancellationToken cancellationToken) =>
        Provisioning.UnlinkAsync(spec.ScimDirectoryId, spec.ScimUserId, cancellationToken);

    private protected override bool IsReached(ScimLinkState state) => !state.IsLinked;

    private protected override Inverse InverseTo(ScimLinkState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() =>
        Inverse.None("no call links an account and a SCIM record again; the identity provider may, at its next synchronization");

    internal ScimLinkState StateIn(IReadOnlyList<ScimLink> links) => new(links.Any(l =>
        l.ScimUserId == spec.ScimUserId && string.Equals(l.ScimDirectoryId, spec.ScimDirectoryId, StringComparison.OrdinalIgnoreCase)));
}
