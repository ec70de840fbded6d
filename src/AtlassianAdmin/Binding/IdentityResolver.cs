using System.Collections.Concurrent;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves identities to accounts: e-mail addresses by the exact search in batches, and nobody is ever guessed.</summary>
internal static class IdentityResolver
{
    public static async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(
        AdminClient client, IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken)
    {
        List<string> emails = identities.Where(NeedsSearch).Select(i => i.Email!).ToList();
        IReadOnlyDictionary<string, IReadOnlyList<User>> found = new Dictionary<string, IReadOnlyList<User>>();
        var refusals = new ConcurrentDictionary<string, AdminException>(StringComparer.OrdinalIgnoreCase);
        AdminException? failure = null;
        if (emails.Count > 0)
        {
            try
            {
                found = await client.Organizations.FindByEmailAsync(emails, refusals, cancellationToken).ConfigureAwait(false);
            }
            catch (AdminException e)
            {
                failure = e;
            }
        }

        string? organization = client.Options.OrganizationId is { } id ? $"organization {id}" : null;
        return identities.Select(i => Resolve(i, found, failure ?? RefusalOf(i), organization)).ToList();

        AdminException? RefusalOf(UserIdentity identity) =>
            identity.Email is { } email && refusals.TryGetValue(email, out AdminException? refusal) ? refusal : null;
    }

    // An id alone needs no search; an id beside an e-mail of a row does, because the two may disagree.
    private static bool NeedsSearch(UserIdentity identity) =>
        identity.Fault is null && identity.Email is not null && !identity.IsCertain;

    private static ResolvedIdentity Resolve(
        UserIdentity identity, IReadOnlyDictionary<string, IReadOnlyList<User>> found, AdminException? failure, string? organization)
    {
        if (identity.Fault is { } fault)
            return new(identity, new AdminException(ErrorCode.InvalidIdentity, ("detail", fault)));
        if (!NeedsSearch(identity))
            return new(identity, new ChangeTarget(identity.Input, identity.AccountId!, identity.Email, identity.Name), user: null);
        if (failure is not null)
            return new(identity, failure);

        IReadOnlyList<User> people = found[identity.Email!];
        if (identity.AccountId is { } accountId)
        {
            User? same = people.FirstOrDefault(p => p.AccountId == accountId);
            return people.Count > 0 && same is null
                ? new(identity, new AdminException(
                    ErrorCode.AmbiguousIdentity,
                    ("detail", $"the row names account {accountId}, but {identity.Email} belongs to {Candidates(people)}")))
                : new(identity, new ChangeTarget(identity.Input, accountId, same?.Email ?? identity.Email, same?.Name ?? identity.Name), same);
        }

        return people.Count switch
        {
            0 => new(identity, new AdminException(ErrorCode.IdentityNotFound, ("address", identity.Email), ("organization", organization))),
            1 => new(identity, new ChangeTarget(identity.Input, people[0].AccountId, people[0].Email ?? identity.Email, people[0].Name), people[0]),
            _ => new(identity, new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"{identity.Email} belongs to {Candidates(people)}"))),
        };
    }

    private static string Candidates(IEnumerable<User> people) =>
        string.Join(", ", people.Select(p => $"{p.AccountId} ({p.Name ?? "no name"})"));
}

/// <summary>An identity and the account it stands for, or why it stands for none.</summary>
internal sealed class ResolvedIdentity
{
    public ResolvedIdentity(UserIdentity identity, ChangeTarget target, User? user)
    {
        Identity = identity;
        Target = target;
        User = user;
    }

    public ResolvedIdentity(UserIdentity identity, AdminException failure)
    {
        Identity = identity;
        Failure = failure;
    }

    public UserIdentity Identity { get; }

    public ChangeTarget? Target { get; }

    /// <summary>The person as the search returned it; null when no search was needed.</summary>
    public User? User { get; }

    /// <summary>The record of a SCIM directory that was found on the way; null when none was looked for.</summary>
    public ScimUser? ScimUser { get; init; }

    public AdminException? Failure { get; }
}
