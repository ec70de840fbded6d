using System.Net.Http;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Site;

/// <summary>
/// The groups of one Jira site and their members. Source: Jira Cloud v3 document; reference 6. Every member throws
/// <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class SiteGroupsClient
{
    // The picker has no pages.
    private const int MostFound = 1000;

    // Source: reference 6; the largest is not documented, 50 is the default.
    private const int MembersPage = 50;

    private const string GroupUser = "/rest/api/3/group/user";

    private readonly Transport _transport;
    private readonly SiteScope _scope;

    internal SiteGroupsClient(Transport transport, SiteScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>Groups whose name holds a text, as the site's own picker finds them: at most 1000.</summary>
    /// <param name="query">A part of the name; case does not matter.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SiteGroup>> SearchAsync(string query, CancellationToken cancellationToken = default)
    {
        await _scope.RequireAcceptedAsync(cancellationToken).ConfigureAwait(false);
        FoundGroups found = await _transport.ReadAsync<FoundGroups>(
            SiteScope.Request(HttpMethod.Get, "/rest/api/3/groups/picker", RequestEffect.Reads, "searching groups")
                .Query("query", query)
                .Query("caseInsensitive", "true")
                .Query("maxResults", MostFound),
            cancellationToken).ConfigureAwait(false);
        return Records.Readable(found.Groups);
    }

    /// <summary>Groups by their ids or exact names, streamed; all groups when neither is given.</summary>
    /// <param name="groupIds">The ids; null for any.</param>
    /// <param name="groupNames">The names; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteGroup> ListAsync(
        IReadOnlyList<string>? groupIds = null, IReadOnlyList<string>? groupNames = null, CancellationToken cancellationToken = default) =>
        Paging.StreamByPlaceAsync(
            async (cursor, token) =>
            {
                int start = SiteScope.StartOf(cursor);
                SitePage<SiteGroup> page = await _transport.ReadAsync<SitePage<SiteGroup>>(
                    SiteScope.Request(HttpMethod.Get, "/rest/api/3/group/bulk", RequestEffect.Reads, "listing groups")
                        .Query("groupId", groupIds)
                        .Query("groupName", groupNames)
                        .Query("startAt", start)
                        .Query("maxResults", SiteScope.PageSize),
                    token).ConfigureAwait(false);
                IReadOnlyList<SiteGroup> values = page.Values ?? [];
                int next = start + values.Count;
                bool isLast = values.Count == 0 || (page.IsLast ?? next >= page.Total);
                return SiteScope.PageOf(values, isLast ? null : next);
            },
            static group => group.GroupId,
            cancellationToken);

    /// <summary>The people of a group, streamed. Needs the token of a site admin.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="includeInactive">True for those who cannot sign in, too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<SiteUser> GetMembersAsync(string groupId, bool includeInactive = false, CancellationToken cancellationToken = default) =>
        Paging.StreamByPlaceAsync(
            async (cursor, token) =>
            {
                int start = SiteScope.StartOf(cursor);
                SitePage<SiteUser> page = await _transport.ReadAsync<SitePage<SiteUser>>(
                    SiteScope.Request(HttpMethod.Get, "/rest/api/3/group/member", RequestEffect.Reads, "reading the members of the group")
                        .Query("groupId", NotEmpty(groupId, nameof(groupId)))
                        .Query("includeInactiveUsers", includeInactive ? "true" : null)
                        .Query("startAt", start)
                        .Query("maxResults", MembersPage),
                    token).ConfigureAwait(false);
                IReadOnlyList<SiteUser> values = page.Values ?? [];
                int next = start + values.Count;
                bool isLast = values.Count == 0 || (page.IsLast ?? next >= page.Total);
                return SiteScope.PageOf(values, isLast ? null : next);
            },
            static user => user.AccountId,
            cancellationToken);

    /// <summary>Puts a person into a group. Needs the token of a site admin.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> AddMemberAsync(string groupId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            SiteScope.Request(HttpMethod.Post, GroupUser, RequestEffect.SetsState, "adding to the group")
                .About(accountId)
                .Query("groupId", NotEmpty(groupId, nameof(groupId)))
                .Json(new MembershipBody { AccountId = accountId }),
            cancellationToken);

    /// <summary>Takes a person out of a group. Needs the token of a site admin.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RemoveMemberAsync(string groupId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            SiteScope.Request(HttpMethod.Delete, GroupUser, RequestEffect.SetsState, "taking out of the group")
                .About(accountId)
                .Query("groupId", NotEmpty(groupId, nameof(groupId)))
                .Query("accountId", NotEmpty(accountId, nameof(accountId))),
            cancellationToken);

    private async Task<int> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;

    private static string NotEmpty(string value, string name) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException("It cannot be empty.", name) : value;
}
