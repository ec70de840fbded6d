using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>A connected organization, with the SCIM directory and the sites that are connected too: identities mean its accounts.</summary>
internal sealed class OrganizationTarget(AtlassianConnection connection, ScimClient? scim, IEnumerable<AtlassianSite>? sites = null) : ITargetConnection
{
    public string DisplayName => connection.DisplayName;

    public int ThrottleLimit => connection.ThrottleLimit;

    public RateWait? Wait => connection.Client.Wait;

    public ConnectedClients Clients => new(connection.Client, scim)
    {
        Operator = connection.Operator,
        Sites = (sites ?? []).ToDictionary(
            s => s.Host,
            s => new ConnectedSite(s.Client, (account, action) => s.Guard.Violation(account, action), (account, action) => s.Guard.Admit([account], action)),
            StringComparer.OrdinalIgnoreCase),
    };

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        IdentityResolver.ResolveAsync(connection.Client, identities, cancellationToken);

    public ChangeRunner CreateRunner() => new(connection.Guard, connection.DisplayName, connection.Client.Options.Clock, connection.Journal);
}
