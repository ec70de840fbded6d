using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Binding;

/// <summary>The people of a site, by what it shows. It hides addresses and finds no inactive people: who is not shown with the address is not found.</summary>
internal sealed class SitePeople(SiteClient site) : IPersonDirectory
{
    public bool Takes(PersonClue clue) => OrganizationPeople.TakesAsAccount(clue) || clue.Kind == ClueKind.Email;

    // Each address is asked for once, all of them at once as far as the throttle lets them.
    public IPersonLookup Begin(IReadOnlyList<PersonClue> clues, CancellationToken cancellationToken) => new Lookup(
        site.Host,
        clues.Where(clue => clue.Kind == ClueKind.Email)
            .Select(clue => clue.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(email => email, email => site.Users.FindByEmailAsync(email, cancellationToken), StringComparer.OrdinalIgnoreCase));

    private sealed class Lookup(string host, Dictionary<string, Task<IReadOnlyList<SiteUser>>> asked) : IPersonLookup
    {
        public bool Confirms(FoundPerson person, PersonClue clue) =>
            OrganizationPeople.TakesAsAccount(clue) && string.Equals(person.Key, clue.Value, StringComparison.Ordinal);

        public async Task<IReadOnlyList<FoundPerson>> FindAsync(PersonClue clue, UserIdentity identity)
        {
            if (OrganizationPeople.TakesAsAccount(clue))
                return [OrganizationPeople.Account(clue, identity)];
            IReadOnlyList<SiteUser> people = await asked[clue.Value].ConfigureAwait(false);
            return people.Count > 0
                ? people.Select(p => new FoundPerson(p.AccountId, p.AccountId, p.Email, p.Name)).ToList()
                : throw new AdminException(ErrorCode.IdentityNotVisible, ("address", clue.Value), ("site", host));
        }
    }
}
