using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves identities by what a site shows. It hides addresses and finds no inactive people: who is not shown with the address is not found, and never guessed.</summary>
internal static class SiteIdentityResolver
{
    public static async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(
        SiteClient site, IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken)
    {
        // Each address is asked for once, all of them at once as far as the throttle lets them.
        Dictionary<string, Task<IReadOnlyList<SiteUser>>> asked = identities.Where(NeedsSearch)
            .Select(i => i.Email!)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(email => email, email => site.FindByEmailAsync(email, cancellationToken), StringComparer.OrdinalIgnoreCase);
        var resolved = new List<ResolvedIdentity>();
        foreach (UserIdentity identity in identities)
            resolved.Add(await ResolveAsync(identity, asked, site.Host).ConfigureAwait(false));
        return resolved;
    }

    // An id alone needs no search; an id beside an e-mail of a row does, because the two may disagree.
    private static bool NeedsSearch(UserIdentity identity) =>
        identity.Fault is null && identity.Email is not null && !identity.IsCertain;

    private static async Task<ResolvedIdentity> ResolveAsync(
        UserIdentity identity, Dictionary<string, Task<IReadOnlyList<SiteUser>>> asked, string host)
    {
        if (identity.Fault is { } fault)
            return new(identity, new AdminException(ErrorCode.InvalidIdentity, ("detail", fault)));
        if (!NeedsSearch(identity))
            return new(identity, new Subject(identity.Input, identity.AccountId!, identity.Email, identity.Name), user: null);
        IReadOnlyList<SiteUser> people;
        try
        {
            people = await asked[identity.Email!].ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            return new(identity, e);
        }

        if (identity.AccountId is { } accountId)
        {
            return people.Count > 0 && people.All(p => p.AccountId != accountId)
                ? new(identity, new AdminException(
                    ErrorCode.AmbiguousIdentity, ("detail", $"the row names account {accountId}, but {identity.Email} belongs to {Candidates(people)}")))
                : new(identity, new Subject(identity.Input, accountId, identity.Email, identity.Name), user: null);
        }

        return people.Count switch
        {
            0 => new(identity, new AdminException(ErrorCode.IdentityNotVisible, ("address", identity.Email), ("site", host))),
            1 => new(identity, new Subject(identity.Input, people[0].AccountId, people[0].Email, people[0].Name), user: null),
            _ => new(identity, new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"{identity.Email} belongs to {Candidates(people)}"))),
        };
    }

    private static string Candidates(IEnumerable<SiteUser> people) => string.Join(", ", people.Select(p => $"{p.AccountId} ({p.Name ?? "no name"})"));
}
