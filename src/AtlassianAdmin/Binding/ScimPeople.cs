using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Binding;

/// <summary>The records of a SCIM directory: by their own ids, the accounts that they are linked to, user names, external ids and addresses.</summary>
internal sealed class ScimPeople(AdminClient client, ScimClient scim) : IPersonDirectory
{
    public bool Takes(PersonClue clue) => true;

    public IPersonLookup Begin(IReadOnlyList<PersonClue> clues, CancellationToken cancellationToken) =>
        new Lookup(new ScimUserFinder(client.Provisioning, scim.Users), scim, client.Options.ThrottleLimit, cancellationToken);

    private sealed class Lookup(ScimUserFinder finder, ScimClient scim, int throttleLimit, CancellationToken cancellationToken) : IPersonLookup
    {
        private readonly OrderedWork<ScimUser> _work = new(throttleLimit);

        public bool Confirms(FoundPerson person, PersonClue clue)
        {
            ScimUser record = person.ScimUser!;
            return clue.Kind switch
            {
                ClueKind.ScimUserId => Is(record.ScimUserId, clue.Value),
                ClueKind.AccountId => Is(record.AccountId, clue.Value),
                // A user name that looks like an address may be the address of another record.
                ClueKind.Email => record.Emails.Any(email => Is(email.Value, clue.Value)),
                ClueKind.UserName => Is(record.UserName, clue.Value),
                ClueKind.ExternalId => record.ExternalId == clue.Value,
                _ => false,
            };
        }

        public async Task<IReadOnlyList<FoundPerson>> FindAsync(PersonClue clue, UserIdentity identity)
        {
            ScimUser record = await _work.Add(key: null, () => clue.Kind switch
            {
                ClueKind.ScimUserId => scim.Users.GetAsync(clue.Value, cancellationToken),
                ClueKind.AccountId => finder.FindByAccountAsync(clue.Value, identity.Email, cancellationToken),
                _ => finder.FindAsync(clue.Value, cancellationToken),
            }).ConfigureAwait(false);
            return [new FoundPerson(record.ScimUserId, record.AccountId ?? "", record.Email, record.Name) { ScimUser = record }];
        }

        private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }
}
