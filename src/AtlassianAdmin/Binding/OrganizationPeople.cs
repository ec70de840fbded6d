using System.Collections.Concurrent;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>The people of an organization: an id is an account, and addresses are found by the exact search, a hundred at once.</summary>
internal sealed class OrganizationPeople(AdminClient client) : IPersonDirectory
{
    public bool Takes(PersonClue clue) => TakesAsAccount(clue) || clue.Kind == ClueKind.Email;

    public IPersonLookup Begin(IReadOnlyList<PersonClue> clues, CancellationToken cancellationToken)
    {
        List<string> emails = clues.Where(clue => clue.Kind == ClueKind.Email).Select(clue => clue.Value).ToList();
        var refusals = new ConcurrentDictionary<string, AdminException>(StringComparer.OrdinalIgnoreCase);
        Task<IReadOnlyDictionary<string, IReadOnlyList<User>>>? search =
            emails.Count == 0 ? null : client.Users.FindByEmailAsync(emails, refusals, cancellationToken);
        return new Lookup(search, refusals, client.Options.OrganizationLabel);
    }

    /// <summary>True for a clue that is an account id: trusted as it is, and never searched for.</summary>
    internal static bool TakesAsAccount(PersonClue clue) =>
        clue.Kind == ClueKind.AccountId || (clue is { Kind: ClueKind.Text, Column: null } && CellText.IsAnyAccountId(clue.Value));

    private sealed class Lookup(
        Task<IReadOnlyDictionary<string, IReadOnlyList<User>>>? search, ConcurrentDictionary<string, AdminException> refusals, string? organization) : IPersonLookup
    {
        public bool Confirms(FoundPerson person, PersonClue clue) => TakesAsAccount(clue) && string.Equals(person.Key, clue.Value, StringComparison.Ordinal);

        public async Task<IReadOnlyList<FoundPerson>> FindAsync(PersonClue clue, UserIdentity identity)
        {
            if (TakesAsAccount(clue))
                return [Account(clue, identity)];
            IReadOnlyDictionary<string, IReadOnlyList<User>> found = await search!.ConfigureAwait(false);
            if (refusals.TryGetValue(clue.Value, out AdminException? refusal))
                throw refusal;
            return found[clue.Value] is { Count: > 0 } people
                ? people.Select(p => new FoundPerson(p.AccountId, p.AccountId, p.Email ?? clue.Value, p.Name) { User = p }).ToList()
                : throw new AdminException(ErrorCode.IdentityNotFound, ("address", clue.Value), ("organization", organization));
        }
    }

    /// <summary>An account that an id names. What our own objects say beside it, the service said.</summary>
    internal static FoundPerson Account(PersonClue clue, UserIdentity identity) => identity.IsCertain
        ? new FoundPerson(clue.Value, clue.Value, identity.Email, identity.Name)
        : new FoundPerson(clue.Value, clue.Value, null, null);
}
