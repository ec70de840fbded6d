using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Takes an account and all SCIM records of it apart.</summary>
/// <param name="ScimDirectoryId">Only in this SCIM directory; null for all.</param>
public sealed record UnlinkAllScim(string? ScimDirectoryId = null) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new UnlinkAllScimExpansion(this, subject, clients);
}

internal sealed class UnlinkAllScimExpansion(UnlinkAllScim spec, Subject subject, ConnectedClients clients) : Expansion(spec, subject)
{
    private ProvisioningClient Provisioning => clients.Organization.Provisioning;

    public override string Action => "UnlinkScim";

    public override string Gerund => "unlinking";

    public override string Route => "Scim";

    public override string Target => "SCIM records";

    public override string Effect => "Unlink every SCIM record";

    internal override bool CanBeUndone(State? seen) => false;

    internal override bool IsSettledIn(State state) => state is ScimLinkState { IsLinked: false };

    internal override async Task<Expanded> ExpandAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ScimLink> links = await Provisioning.GetLinksAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return new Expanded(links
            .Where(l => spec.ScimDirectoryId is null || string.Equals(l.ScimDirectoryId, spec.ScimDirectoryId, StringComparison.OrdinalIgnoreCase))
            .Select(l => ((Operation)new UnlinkScimOperation(new UnlinkScim(l.ScimDirectoryId, l.ScimUserId), Subject, clients), (State)new ScimLinkState(IsLinked: true)))
            .ToList())
        {
            Nothing = new ScimLinkState(IsLinked: false),
        };
    }

    internal override async Task<IReadOnlyList<State>> ReadAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScimLink> links = await Provisioning.GetLinksAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return operations.Select(o => (State)((UnlinkScimOperation)o).StateIn(links)).ToList();
    }
}
