using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Engine;

/// <summary>A connected site: identities mean the people that it shows.</summary>
internal sealed class SiteTarget(AtlassianSite site) : ITargetConnection
{
    public string DisplayName => site.DisplayName;

    public int ThrottleLimit => site.ThrottleLimit;

    public RateWait? Wait => site.Client.Wait;

    public ConnectedClients Clients => new(site.Client) { Operator = site.Operator };

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        IdentityResolver.ResolveAsync(new SitePeople(site.Client), identities, cancellationToken);

    public ChangeRunner CreateRunner() => new(site.Guard, site.DisplayName, site.Client.Options.Clock);
}
