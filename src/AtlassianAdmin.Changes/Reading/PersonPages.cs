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
    // Source: organization document, accountIds 1..10.
    private const int IdsPerSearch = 10;

    /// <summary>Everything that a page can tell of a person.</summary>
    public static IReadOnlyList<string> Everything { get; } = ["platformRoles", "groups", "productAccess"];

    /// <summary>The people of those accounts, by account id; who is in no list is left out.</summary>
    /// <param name="people">Each account with its address, where that is known.</param>
    /// <param name="parts">What each person is asked to be told with; empty for the person alone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, User>> FindAsync(
        IEnumerable<(string AccountId, string? Email)> people, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<string, User>(StringComparer.Ordinal);
        (string AccountId, string? Email)[] asked = people.GroupBy(p => p.AccountId, StringComparer.Ordinal).Select(same => same.First()).ToArray();
        var wanted = new HashSet<string>(asked.Select(p => p.AccountId), StringComparer.Ordinal);
        IReadOnlyList<string>? expand = parts.Count > 0 ? parts : null;
        // Somebody alone is asked for by id, which is sure.
        if (asked.Length > 1)
            await AskAsync(asked.Select(p => p.Email).OfType<string>(), OrganizationsClient.EmailsPerSearch, batch => new UserSearch { Emails = batch, Expand = expand, Limit = OrganizationsClient.LargestPage }).ConfigureAwait(false);
        // An address may be hidden, or have changed since it was read.
        await AskAsync(wanted.Where(id => !found.ContainsKey(id)).ToList(), IdsPerSearch, batch => new UserSearch { AccountIds = batch, Expand = expand, Limit = OrganizationsClient.LargestPage }).ConfigureAwait(false);
        return found;

        Task AskAsync(IEnumerable<string> values, int size, Func<List<string>, UserSearch> searchOf) =>
            Task.WhenAll(Batches(values, size).Select(async batch =>
            {
                try
                {
                    await foreach (User user in client.Organizations.SearchUsersAsync(searchOf(batch), cancellationToken).ConfigureAwait(false))
                    {
                        if (wanted.Contains(user.AccountId))
                            found[user.AccountId] = user;
                    }
                }
                catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && size > IdsPerSearch)
                {
                    // One address that the search does not take spoils its page: these people are asked for by id.
                }
            }));
    }

    /// <summary>Values in batches of a size, none twice.</summary>
    public static IEnumerable<List<string>> Batches(IEnumerable<string> values, int size) => values
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select((value, index) => (value, index))
        .GroupBy(v => v.index / size, v => v.value)
        .Select(batch => batch.ToList());
}
