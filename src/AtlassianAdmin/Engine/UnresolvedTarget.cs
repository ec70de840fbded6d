using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Engine;

/// <summary>A connected organization where an address that stands alone is asked for as it is: a SCIM record may have one that no account has.</summary>
internal sealed class UnresolvedTarget(AtlassianConnection connection) : ITargetConnection
{
    private readonly OrganizationTarget _organization = new(connection, scim: null);

    public string DisplayName => _organization.DisplayName;

    public int ThrottleLimit => _organization.ThrottleLimit;

    public RateWait? Wait => _organization.Wait;

    public ConnectedClients Clients => _organization.Clients;

    public async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken)
    {
        var people = new OrganizationPeople(connection.Client);
        // An address beside an id, or beside another address, may be somebody else's.
        UserIdentity[] others = identities.Where(identity => AddressAlone(people, identity) is null).ToArray();
        var resolved = (await IdentityResolver.ResolveAsync(people, others, cancellationToken).ConfigureAwait(false)).ToDictionary(person => person.Identity);
        return identities.Select(identity => AddressAlone(people, identity) is { } email
            ? new ResolvedIdentity(identity, new Subject(identity.Input, "", email, identity.Name))
            : resolved[identity]).ToList();
    }

    public ChangeRunner CreateRunner() => _organization.CreateRunner();

    private static string? AddressAlone(OrganizationPeople people, UserIdentity identity) =>
        OrganizationCheck.RefusalOf(identity.Origin, identity.Input) is null
        && IdentityResolver.Counting(people, identity) is { Count: 1 } clues && clues[0].Kind == ClueKind.Email ? clues[0].Value : null;
}
