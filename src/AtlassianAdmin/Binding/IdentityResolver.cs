using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves identities to people of a directory: whatever names a person must name the same one, and nobody is ever guessed.</summary>
internal static class IdentityResolver
{
    /// <summary>Resolves identities to accounts of an organization.</summary>
    public static Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(
        AdminClient client, IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        ResolveAsync(new OrganizationPeople(client), identities, cancellationToken);

    /// <summary>Resolves identities to people of a directory, many at once.</summary>
    public static async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(
        IPersonDirectory directory, IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken)
    {
        // Before anything is asked: whoever is of another organization is not meant here.
        List<AdminException?> refusals = identities.Select(identity => OrganizationCheck.RefusalOf(identity.Origin, identity.Input)).ToList();
        List<IReadOnlyList<PersonClue>> clues = identities.Select((identity, index) => refusals[index] is null ? Counting(directory, identity) : []).ToList();
        IPersonLookup lookup = directory.Begin(clues.SelectMany(c => c).ToList(), cancellationToken);
        return await Task.WhenAll(identities.Select((identity, index) => refusals[index] is { } refusal
            ? Task.FromResult(new ResolvedIdentity(identity, refusal))
            : ResolveAsync(lookup, identity, clues[index]))).ConfigureAwait(false);
    }

    /// <summary>The clues that count here: of those that the directory takes, the ones of the lowest rank.</summary>
    public static IReadOnlyList<PersonClue> Counting(IPersonDirectory directory, UserIdentity identity)
    {
        if (identity.Clues.Count == 1)
            return directory.Takes(identity.Clues[0]) ? identity.Clues : [];
        List<PersonClue> taken = identity.Clues.Where(directory.Takes).ToList();
        return taken.Where(clue => clue.Rank == taken[0].Rank).ToList();
    }

    private static async Task<ResolvedIdentity> ResolveAsync(IPersonLookup lookup, UserIdentity identity, IReadOnlyList<PersonClue> clues)
    {
        if (clues.Count == 0)
            return new(identity, new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? "it names nobody here")));
        var said = new List<(PersonClue Clue, IReadOnlyList<FoundPerson> People)>(clues.Count);
        var passedOver = new List<PersonClue>();
        AdminException? nobody = null;
        IReadOnlyList<FoundPerson>? meant = null;
        try
        {
            foreach (PersonClue clue in clues)
            {
                if (meant is { Count: 1 } && lookup.Confirms(meant[0], clue))
                    continue;
                try
                {
                    IReadOnlyList<FoundPerson> people = await lookup.FindAsync(clue, identity).ConfigureAwait(false);
                    said.Add((clue, people));
                    // Of an address that several people have, the id beside it decides which is meant.
                    meant = meant is null ? people : people.Where(p => meant.Any(m => m.Key == p.Key)).ToList();
                }
                catch (AdminException e) when (clue.MayBeNobodys && IsNobody(e))
                {
                    nobody ??= e;
                    passedOver.Add(clue);
                }

                if (meant is { Count: 0 })
                    return new(identity, Several(said));
            }
        }
        catch (AdminException e)
        {
            return new(identity, e.With(("account", identity.Input)));
        }

        // One cell with two addresses, of which one is nobody's, names nobody for sure.
        if (meant is null || passedOver.Any(p => said.All(s => s.Clue.Column == p.Column)))
            return new(identity, nobody!.With(("account", identity.Input)));
        return meant.Count == 1
            ? new(identity, Target(identity, meant[0]), meant[0]) { PassedOver = passedOver }
            : new(identity, Several(said));
    }

    private static bool IsNobody(AdminException failure) =>
        failure.Code is ErrorCode.IdentityNotFound or ErrorCode.IdentityNotVisible or ErrorCode.ScimUserNotFound;

    private static Subject Target(UserIdentity identity, FoundPerson person) =>
        new(identity.Input, person.AccountId, person.Email, person.Name) { ScimUserId = person.ScimUser?.ScimUserId };

    private static AdminException Several(List<(PersonClue Clue, IReadOnlyList<FoundPerson> People)> said)
    {
        string detail = said.Count == 1
            ? $"{said[0].Clue.Value} belongs to {Names(said[0].People)}"
            : "the columns name different people: " + string.Join("; ", said.Select(s => Names(s.Clue, s.People)));
        return new AdminException(ErrorCode.AmbiguousIdentity, ("detail", detail));
    }

    private static string Names(PersonClue clue, IReadOnlyList<FoundPerson> people) =>
        people.Count == 1 && people[0].Key == clue.Value ? clue.ToString() : $"{clue} belongs to {Names(people)}";

    private static string Names(IEnumerable<FoundPerson> people) => string.Join(", ", people);
}
