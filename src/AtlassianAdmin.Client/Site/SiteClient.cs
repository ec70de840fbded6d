using System.Globalization;
using System.Net.Http;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Site;

/// <summary>
/// The people and groups of one Jira site, with a user's own API token. Source: Jira Cloud v3 document; reference 6. Every
/// member throws <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when
/// cancelled. Safe to use from many threads at once.
/// </summary>
public sealed class SiteClient : IDisposable
{
    // The documented default, which no site can cut down: people would be passed over unseen.
    private const int PageSize = 50;

    // The search of people ends there, whatever is asked.
    private const int SearchWindow = 1000;

    // The picker has no pages.
    private const int MostFound = 1000;

    private const string OneUser = "/rest/api/3/user";
    private const string GroupUser = "/rest/api/3/group/user";

    private readonly HttpPipeline _pipeline;
    private readonly Transport _transport;
    private volatile bool _isAccepted;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">
    /// How to reach the site: its own address, or its gateway (<see cref="SiteAddress.Gateway"/>) for a token with scopes; the
    /// key is the API token.
    /// </param>
    /// <param name="email">The e-mail address of the token's owner.</param>
    /// <param name="host">The host by which people know the site, for error texts; null for that of the address.</param>
    public SiteClient(AdminClientOptions options, string email, string? host = null)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        Email = email ?? throw new ArgumentNullException(nameof(email));
        Host = host ?? options.BaseUri.Authority;
        _pipeline = new HttpPipeline(options, email, Host);
        _transport = _pipeline.Transport;
    }

    /// <summary>How the site is reached.</summary>
    public AdminClientOptions Options { get; }

    /// <summary>The e-mail address of the token's owner.</summary>
    public string Email { get; }

    /// <summary>The host by which people know the site.</summary>
    public string Host { get; }

    /// <summary>Until when the rate limit holds everything back; null when it does not.</summary>
    public DateTimeOffset? WaitingUntil => _pipeline.WaitingUntil;

    /// <summary>The id of the site in Atlassian's cloud, asked without any credential.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string> GetCloudIdAsync(CancellationToken cancellationToken = default)
    {
        TenantInfo tenant = await _transport.ReadAsync(
            Request(HttpMethod.Get, "/_edge/tenant_info", RequestEffect.Reads, "reading the id of the site").Anonymously(),
            WireJson.Wire.TenantInfo,
            cancellationToken,
            info => !string.IsNullOrWhiteSpace(info.CloudId)).ConfigureAwait(false);
        return tenant.CloudId!;
    }

    /// <summary>The owner of the token: the one question that a wrong token is refused for, rather than answered with nothing.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SiteUser> GetMyselfAsync(CancellationToken cancellationToken = default)
    {
        SiteUser myself = await _transport.ReadAsync(
            Request(HttpMethod.Get, "/rest/api/3/myself", RequestEffect.Reads, "reading the owner of the token"),
            WireJson.Wire.SiteUser,
            cancellationToken,
            IsSomebody).ConfigureAwait(false);
        _isAccepted = true;
        return myself;
    }

    /// <summary>One person, active or not.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<SiteUser> GetUserAsync(string accountId, CancellationToken cancellationToken = default) =>
        _transport.ReadAsync(
            Request(HttpMethod.Get, OneUser, RequestEffect.Reads, "reading the person").About(accountId).Query("accountId", accountId),
            WireJson.Wire.SiteUser,
            cancellationToken,
            user => user.AccountId == accountId);

    /// <summary>Everybody whom the site knows, streamed: apps, customers and inactive people too.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteUser> GetUsersAsync(CancellationToken cancellationToken = default) =>
        UsersAsync("/rest/api/3/users/search", "listing people", query: null, int.MaxValue, cancellationToken);

    /// <summary>Active people whose name or visible e-mail address has a word that begins so, streamed; the site looks no further than its first 1000.</summary>
    /// <param name="query">The beginning of a word.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteUser> SearchUsersAsync(string query, CancellationToken cancellationToken = default) =>
        UsersAsync("/rest/api/3/user/search", "searching people", query ?? throw new ArgumentNullException(nameof(query)), SearchWindow, cancellationToken);

    /// <summary>
    /// The people whom the site shows with exactly that e-mail address. Nobody whose address is hidden is among them, and
    /// nobody who is inactive.
    /// </summary>
    /// <param name="email">The whole address; case does not matter.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SiteUser>> FindByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        List<SiteUser> found = await Paging.ToListAsync(SearchUsersAsync(email, cancellationToken)).ConfigureAwait(false);
        return found.Where(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase)).ToList();
    }

    /// <summary>The groups of a person.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SiteGroup>> GetUserGroupsAsync(string accountId, CancellationToken cancellationToken = default) =>
        Records.Readable(await _transport.ReadAsync(
            Request(HttpMethod.Get, OneUser + "/groups", RequestEffect.Reads, "reading the groups").About(accountId).Query("accountId", accountId),
            WireJson.Wire.ListSiteGroup,
            cancellationToken).ConfigureAwait(false));

    /// <summary>Groups whose name holds a text, as the site's own picker finds them: at most 1000.</summary>
    /// <param name="query">A part of the name; case does not matter.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SiteGroup>> SearchGroupsAsync(string query, CancellationToken cancellationToken = default)
    {
        await RequireAcceptedAsync(cancellationToken).ConfigureAwait(false);
        FoundGroups found = await _transport.ReadAsync(
            Request(HttpMethod.Get, "/rest/api/3/groups/picker", RequestEffect.Reads, "searching groups")
                .Query("query", query)
                .Query("caseInsensitive", "true")
                .Query("maxResults", MostFound),
            WireJson.Wire.FoundGroups,
            cancellationToken).ConfigureAwait(false);
        return Records.Readable(found.Groups);
    }

    /// <summary>Groups by their ids or exact names, streamed; all groups when neither is given.</summary>
    /// <param name="groupIds">The ids; null for any.</param>
    /// <param name="groupNames">The names; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteGroup> GetGroupsAsync(
        IReadOnlyList<string>? groupIds = null, IReadOnlyList<string>? groupNames = null, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            async (cursor, token) =>
            {
                int start = StartOf(cursor);
                SitePage<SiteGroup> page = await _transport.ReadAsync(
                    Request(HttpMethod.Get, "/rest/api/3/group/bulk", RequestEffect.Reads, "listing groups")
                        .Query("groupId", groupIds)
                        .Query("groupName", groupNames)
                        .Query("startAt", start)
                        .Query("maxResults", PageSize),
                    WireJson.Wire.SitePageSiteGroup,
                    token).ConfigureAwait(false);
                IReadOnlyList<SiteGroup> values = page.Values ?? [];
                int next = start + values.Count;
                bool isLast = values.Count == 0 || (page.IsLast ?? next >= page.Total);
                return PageOf(values, isLast ? null : next);
            },
            cancellationToken);

    /// <summary>Puts a person into a group. Needs the token of a site admin.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> AddMemberAsync(string groupId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Post, GroupUser, RequestEffect.SetsState, "adding to the group")
                .About(accountId)
                .Query("groupId", NotEmpty(groupId, nameof(groupId)))
                .Json(new MembershipBody { AccountId = accountId }, WireJson.Wire.MembershipBody),
            cancellationToken);

    /// <summary>Takes a person out of a group. Needs the token of a site admin.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RemoveMemberAsync(string groupId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Delete, GroupUser, RequestEffect.SetsState, "taking out of the group")
                .About(accountId)
                .Query("groupId", NotEmpty(groupId, nameof(groupId)))
                .Query("accountId", NotEmpty(accountId, nameof(accountId))),
            cancellationToken);

    /// <summary>Closes the connections. The token stays the caller's.</summary>
    public void Dispose() => _pipeline.Dispose();

    private IAsyncEnumerable<SiteUser> UsersAsync(string template, string action, string? query, int end, CancellationToken cancellationToken) =>
        Paging.StreamAsync(
            async (cursor, token) =>
            {
                await RequireAcceptedAsync(token).ConfigureAwait(false);
                int start = StartOf(cursor);
                List<SiteUser> users = await _transport.ReadAsync(
                    Request(HttpMethod.Get, template, RequestEffect.Reads, action).Query("query", query).Query("startAt", start).Query("maxResults", PageSize),
                    WireJson.Wire.ListSiteUser,
                    token).ConfigureAwait(false);

                // Whom the asker may not see is left out of a page: only an empty one is the last.
                int next = start + PageSize;
                return PageOf(users, users.Count == 0 || next >= end ? null : next);
            },
            cancellationToken);

    // A site answers some questions to anybody: to a wrong token with an empty list, as if there were nobody.
    private async Task RequireAcceptedAsync(CancellationToken cancellationToken)
    {
        if (!_isAccepted)
            await GetMyselfAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;

    private static ApiRequest Request(HttpMethod method, string template, RequestEffect effect, string action) =>
        new ApiRequest(method, ApiFamily.Site, template, effect).As(action);

    private static bool IsSomebody(SiteUser user) => user.AccountId.Length > 0;

    private static int StartOf(string? cursor) => cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);

    private static Page<T> PageOf<T>(IReadOnlyList<T> items, int? next) => new()
    {
        Data = items,
        Links = new PageLinks { Next = next?.ToString(CultureInfo.InvariantCulture) },
    };

    private static string NotEmpty(string value, string name) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException("It cannot be empty.", name) : value;
}
