using System.Collections.Concurrent;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Reading;

/// <summary>
/// Reads many people at once, by the search: a hundred by address, ten by account id. The search may be a moment behind, so what a
/// page shows is enough for a preview or a plan, and to prove a change that it shows; nothing is concluded from what it does not show.
/// </summary>
internal sealed class PersonPages(AdminClient client)
{
    /// <summary>The most ids that one search takes. Source: organization document, accountIds and groupIds 1..10.</summary>
    public const int IdsPerSearch = 10;

    /// <summary>Everything that a page can tell of a person.</summary>
    public static IReadOnlyList<string> Everything { get; } = ["platformRoles", "groups", "productAccess"];

    /// <summary>The people of those accounts, by account id; who is in no list is left out.</summary>
    /// <param name="people">Each account with its address, where that is known.</param>
    /// <param name="parts">What each person is asked to be told with; empty for the person alone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, User>> FindAsync(
        IEnumerable<(string AccountId, string? Email)> people, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        (string AccountId, string? Email)[] asked = people.ToArray();
        // Somebody alone is asked for by id, which is sure.
        IReadOnlyList<string?> emails = asked.Length > 1 ? asked.Select(p => p.Email).ToList() : [];
        var search = new UserSearch { Expand = parts.Count > 0 ? parts : null };
        var wanted = new HashSet<string>(asked.Select(p => p.AccountId), StringComparer.Ordinal);
        var found = new ConcurrentDictionary<string, User>(StringComparer.Ordinal);
        await AskAsync(found, wanted, emails.OfType<string>(), search, byId: false, cancellationToken).ConfigureAwait(false);
        // An address may be hidden, or have changed since it was read.
        await AskAsync(found, wanted, wanted.Where(id => !found.ContainsKey(id)).ToList(), search, byId: true, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Which of those people, of whom pages were read just now, are in a directory.</summary>
    public async Task<IReadOnlyCollection<string>> InDirectoryAsync(IReadOnlyCollection<User> people, string directoryId, CancellationToken cancellationToken)
    {
        var search = new UserSearch { DirectoryIds = [directoryId] };
        var wanted = new HashSet<string>(people.Select(p => p.AccountId), StringComparer.Ordinal);
        var found = new ConcurrentDictionary<string, User>(StringComparer.Ordinal);
        IReadOnlyCollection<string> refused =
            await AskAsync(found, wanted, people.Select(p => p.Email).OfType<string>(), search, byId: false, cancellationToken).ConfigureAwait(false);
        await AskAsync(found, wanted, people.Where(p => p.Email is null || refused.Contains(p.Email)).Select(p => p.AccountId), search, byId: true, cancellationToken)
            .ConfigureAwait(false);
        return found.Keys.ToList();
    }

    /// <summary>Who has those addresses, by address, a hundred at once: nobody is asked for alone.</summary>
    public async Task<IReadOnlyDictionary<string, User>> HoldersAsync(IEnumerable<string> emails, CancellationToken cancellationToken)
    {
        var holders = new ConcurrentDictionary<string, User>(StringComparer.OrdinalIgnoreCase);
        await Task.WhenAll(Batches(emails, UsersClient.EmailsPerSearch).Select(batch => AddAsync(batch))).ConfigureAwait(false);
        return holders;

        async Task AddAsync(List<string> batch)
        {
            try
            {
                await foreach (User user in client.Users.SearchAsync(new UserSearch { Emails = batch, Limit = OrganizationsClient.LargestPage }, cancellationToken).ConfigureAwait(false))
                {
                    // Asked for one address, the service can only mean that one, also where it hides the address in its answer.
                    if ((user.Email ?? (batch.Count == 1 ? batch[0] : null)) is { } email)
                        holders[email] = user;
                    else
                        await Task.WhenAll(batch.Select(b => AddAsync([b]))).ConfigureAwait(false);
                }
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && batch.Count > 1)
            {
                // Halves find the one address of a hundred that the search does not take.
                int half = batch.Count / 2;
                await Task.WhenAll(AddAsync(batch.GetRange(0, half)), AddAsync(batch.GetRange(half, batch.Count - half))).ConfigureAwait(false);
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected)
            {
                // Nobody can have what the search does not take for an address.
            }
        }
    }

    /// <summary>The managed people whose address is in a domain.</summary>
    public async Task<IReadOnlyList<User>> InDomainAsync(string domain, CancellationToken cancellationToken)
    {
        var search = new UserSearch { EmailDomains = [domain], ClaimStatus = "managed", Limit = OrganizationsClient.LargestPage };
        var people = new List<User>();
        await foreach (User user in client.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (user.Email?.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase) == true)
                people.Add(user);
        }

        return people;
    }

    /// <summary>Values in batches of a size, none twice.</summary>
    public static IEnumerable<List<string>> Batches(IEnumerable<string> values, int size) => values
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select((value, index) => (value, index))
        .GroupBy(v => v.index / size, v => v.value)
        .Select(batch => batch.ToList());

    /// <summary>Asks for addresses or ids, and takes who is wanted of those who are shown.</summary>
    /// <returns>The addresses that could not be asked for.</returns>
    private async Task<IReadOnlyCollection<string>> AskAsync(
        ConcurrentDictionary<string, User> found, HashSet<string> wanted, IEnumerable<string> values, UserSearch search, bool byId, CancellationToken cancellationToken)
    {
        var refused = new ConcurrentBag<string>();
        await Task.WhenAll(Batches(values, byId ? IdsPerSearch : UsersClient.EmailsPerSearch).Select(async batch =>
        {
            var page = new UserSearch
            {
                Emails = byId ? null : batch,
                AccountIds = byId ? batch : null,
                DirectoryIds = search.DirectoryIds,
                Expand = search.Expand,
                Limit = OrganizationsClient.LargestPage,
            };
            try
            {
                await foreach (User user in client.Users.SearchAsync(page, cancellationToken).ConfigureAwait(false))
                {
                    if (wanted.Contains(user.AccountId))
                        found[user.AccountId] = user;
                }
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && !byId)
            {
                // One address that the search does not take spoils its page: these people are asked for by id.
                batch.ForEach(refused.Add);
            }
        })).ConfigureAwait(false);
        return refused;
    }
}
