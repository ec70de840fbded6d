using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>The SCIM directory of a connection: identities mean its records, and everything else is the connection's.</summary>
internal sealed class ScimTarget(AtlassianConnection connection, ScimClient scim) : ITargetConnection
{
    private readonly OrganizationTarget _organization = new(connection, scim);

    public string DisplayName => _organization.DisplayName;

    public int ThrottleLimit => _organization.ThrottleLimit;

    public RateWait? Wait => scim.Wait;

    public ConnectedClients Clients => _organization.Clients;

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        IdentityResolver.ResolveAsync(new ScimPeople(connection.Client, scim), identities, cancellationToken);

    public ChangeRunner CreateRunner() => _organization.CreateRunner();
}
