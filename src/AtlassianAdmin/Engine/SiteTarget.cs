using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Engine;

/// <summary>A connected site: identities mean the people that it shows.</summary>
internal sealed class SiteTarget(AtlassianSite site) : ITargetConnection
{
    public string DisplayName => site.DisplayName;

    public int ThrottleLimit => site.ThrottleLimit;

    public DateTimeOffset? WaitingUntil => site.Client.WaitingUntil;

    public ConnectedClients Clients => new(site.Client) { Operator = site.Operator };

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        IdentityResolver.ResolveAsync(new SitePeople(site.Client), identities, cancellationToken);

    public ChangeRunner CreateRunner() => new(site.Guard, site.DisplayName, site.Client.Options.Clock);
}
