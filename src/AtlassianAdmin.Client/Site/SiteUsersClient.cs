using System.Net.Http;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Site;

/// <summary>
/// The people of one Jira site. Source: Jira Cloud v3 document; reference 6. Every member throws <see cref="AdminException"/>
/// for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class SiteUsersClient
{
    // The search of people ends there, whatever is asked.
    private const int SearchWindow = 1000;

    private const string OneUser = "/rest/api/3/user";

    private readonly Transport _transport;
    private readonly SiteScope _scope;

    internal SiteUsersClient(Transport transport, SiteScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The owner of the token: the one question that a wrong token is refused for, rather than answered with nothing.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<SiteUser> GetMyselfAsync(CancellationToken cancellationToken = default) => _scope.GetMyselfAsync(cancellationToken);

    /// <summary>One person, active or not.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<SiteUser> GetAsync(string accountId, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync<SiteUser>(
            SiteScope.Request(HttpMethod.Get, OneUser, RequestEffect.Reads, "reading the person").About(accountId).Query("accountId", accountId),
            cancellationToken,
            user => user.AccountId == accountId);

    /// <summary>Everybody whom the site knows, streamed: apps, customers and inactive people too.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteUser> ListAsync(CancellationToken cancellationToken = default) =>
        PagesAsync("/rest/api/3/users/search", "listing people", query: null, int.MaxValue, cancellationToken);

    /// <summary>Active people whose name or visible e-mail address has a word that begins so, streamed; the site looks no further than its first 1000.</summary>
    /// <param name="query">The beginning of a word.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteUser> SearchAsync(string query, CancellationToken cancellationToken = default) =>
        PagesAsync("/rest/api/3/user/search", "searching people", query ?? throw new ArgumentNullException(nameof(query)), SearchWindow, cancellationToken);

    /// <summary>
    /// The people whom the site shows with exactly that e-mail address. Nobody whose address is hidden is among them, and
    /// nobody who is inactive.
    /// </summary>
    /// <param name="email">The whole address; case does not matter.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SiteUser>> FindByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        List<SiteUser> found = await Paging.ToListAsync(SearchAsync(email, cancellationToken)).ConfigureAwait(false);
        return found.Where(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase)).ToList();
    }

    /// <summary>The groups of a person.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SiteGroup>> GetGroupsAsync(string accountId, CancellationToken cancellationToken = default) =>
        Records.Readable(await _transport.ReadAsync<List<SiteGroup>>(
            SiteScope.Request(HttpMethod.Get, OneUser + "/groups", RequestEffect.Reads, "reading the groups").About(accountId).Query("accountId", accountId),
            cancellationToken).ConfigureAwait(false));

    private IAsyncEnumerable<SiteUser> PagesAsync(string template, string action, string? query, int end, CancellationToken cancellationToken) =>
        Paging.StreamByPlaceAsync(
            async (cursor, token) =>
            {
                await _scope.RequireAcceptedAsync(token).ConfigureAwait(false);
                int start = SiteScope.StartOf(cursor);
                List<SiteUser> users = await _transport.ReadAsync<List<SiteUser>>(
                    SiteScope.Request(HttpMethod.Get, template, RequestEffect.Reads, action).Query("query", query).Query("startAt", start).Query("maxResults", SiteScope.PageSize),
                    token).ConfigureAwait(false);

                // Whom the asker may not see is left out of a page: only an empty one is the last.
                int next = start + SiteScope.PageSize;
                return SiteScope.PageOf(users, users.Count == 0 || next >= end ? null : next);
            },
            static user => user.AccountId,
            cancellationToken);
}
