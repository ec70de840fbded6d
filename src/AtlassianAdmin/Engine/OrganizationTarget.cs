using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>A connected organization, with the SCIM directory that is connected too: identities mean its accounts.</summary>
internal sealed class OrganizationTarget(AtlassianConnection connection, ScimClient? scim) : ITargetConnection
{
    public string DisplayName => connection.DisplayName;

    public int ThrottleLimit => connection.ThrottleLimit;

    public RateWait? Wait => connection.Client.Wait;

    public ConnectedClients Clients => new(connection.Client, scim) { Operator = connection.Operator };

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        IdentityResolver.ResolveAsync(connection.Client, identities, cancellationToken);

    public ChangeRunner CreateRunner() => new(connection.Guard, connection.DisplayName, connection.Client.Options.Clock, connection.Journal);
}
