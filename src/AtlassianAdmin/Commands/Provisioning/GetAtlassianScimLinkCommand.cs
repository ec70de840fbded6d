using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Tells which records of SCIM directories belong to people. Takes the admin key; no SCIM directory needs to be connected.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianScimLink")]
[OutputType(typeof(ScimLink))]
public sealed class GetAtlassianScimLinkCommand : AccountReadCmdlet
{
    private protected override IWorkplace Workplace => field ??= new LinkWorkplace(Used);

    private protected override async Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person)
    {
        ChangeTarget target = person.Target!;
        IReadOnlyList<ScimLink> links = target.AccountId.Length > 0
            ? await client.Provisioning.GetLinksAsync(target.AccountId, GiveUp).ConfigureAwait(false)
            : await client.Provisioning.FindLinksAsync(target.Email!, GiveUp).ConfigureAwait(false);
        foreach (ScimLink link in links)
        {
            link.Email = target.Email;
            link.Name = target.Name;
        }

        return links;
    }

    /// <summary>An e-mail address is asked for as it is: a record may have one that no account has.</summary>
    private sealed class LinkWorkplace(AtlassianConnection connection) : IWorkplace
    {
        public string DisplayName => connection.DisplayName;

        public int ThrottleLimit => connection.ThrottleLimit;

        public DateTimeOffset? WaitingUntil => connection.Client.WaitingUntil;

        public async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken)
        {
            var people = new OrganizationPeople(connection.Client);
            // An address beside an id, or beside another address, may be somebody else's.
            UserIdentity[] others = identities.Where(identity => AddressAlone(people, identity) is null).ToArray();
            var resolved = (await IdentityResolver.ResolveAsync(people, others, cancellationToken).ConfigureAwait(false)).ToDictionary(person => person.Identity);
            return identities.Select(identity => AddressAlone(people, identity) is { } email
                ? new ResolvedIdentity(identity, new ChangeTarget(identity.Input, "", email, identity.Name))
                : resolved[identity]).ToList();
        }

        public ChangeRunner CreateRunner() => ((IWorkplace)connection).CreateRunner();

        private static string? AddressAlone(OrganizationPeople people, UserIdentity identity) =>
            IdentityResolver.Counting(people, identity) is { Count: 1 } clues && clues[0].Kind == ClueKind.Email ? clues[0].Value : null;
    }
}
