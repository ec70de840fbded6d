using System.Collections.Concurrent;
using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Client.Users;

/// <summary>
/// People in the directories of the organization: searching, activity, suspension, removal, invitation and roles. Source: organization
/// document. Every member throws <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class UsersClient
{
    /// <summary>The most e-mail addresses one search takes. Source: organization document, <c>emails</c> 1..100.</summary>
    public const int EmailsPerSearch = 100;

    private const string OneUser = "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/{account_id}";
    private const string OneUserV1 = "/admin/v1/orgs/{orgId}/users/{account_id}";

    private readonly Transport _transport;
    private readonly OrganizationScope _scope;
    private readonly TimeProvider _clock;

    internal UsersClient(Transport transport, OrganizationScope scope, TimeProvider clock)
    {
        _transport = transport;
        _scope = scope;
        _clock = clock;
    }

    /// <summary>People in all directories that fit a search, streamed.</summary>
    /// <param name="search">What to search by.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<User> SearchAsync(UserSearch search, CancellationToken cancellationToken = default) =>
        SearchAsync(search, long.MaxValue, cancellationToken);

    /// <summary>One person, whichever directories they are in.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<User> GetAsync(string accountId, CancellationToken cancellationToken = default) =>
        GetAsync(accountId, OrganizationScope.AllDirectories, cancellationToken);

    /// <summary>One person as one directory knows them.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="directoryId">The directory.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<User> GetAsync(string accountId, string directoryId, CancellationToken cancellationToken = default)
    {
        ApiRequest request = _scope.Request(HttpMethod.Get, OneUser)
            .With("directoryId", directoryId)
            .For(accountId)
            .As("reading");
        Single<User> reply = await _transport
            .ReadAsync<Single<User>>(request, cancellationToken, holds: r => Records.IsAbout(r.Data?.AccountId, accountId)).ConfigureAwait(false);
        return reply.Data!;
    }

    /// <summary>
    /// Who has each of these e-mail addresses, by the exact search only. An address that a batch did not return is asked
    /// alone before it is said to be nobody's, and one that the service refuses spoils no other.
    /// </summary>
    /// <param name="emails">Any number of addresses; upper and lower case mean the same.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>For each address the people who have it: none, one, or in theory several. None for an address that the service refuses beside others.</returns>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<User>>> FindByEmailAsync(IEnumerable<string> emails, CancellationToken cancellationToken = default)
    {
        List<string> distinct = emails.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return FindByEmailAsync(distinct, distinct.Count == 1 ? null : new ConcurrentDictionary<string, AdminException>(), cancellationToken);
    }

    /// <summary>Who has each of these e-mail addresses, and which of them the service refuses.</summary>
    /// <param name="emails">Any number of addresses; upper and lower case mean the same.</param>
    /// <param name="refusals">Takes the refusal of each address that the service does not take; null to throw it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>For each address the people who have it: none, one, or in theory several.</returns>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<User>>> FindByEmailAsync(
        IEnumerable<string> emails, ConcurrentDictionary<string, AdminException>? refusals, CancellationToken cancellationToken = default) =>
        FindByEmailAsync(emails, refusals, expand: null, cancellationToken);

    /// <summary>The same; each person is told with those parts, or alone.</summary>
    internal async Task<IReadOnlyDictionary<string, IReadOnlyList<User>>> FindByEmailAsync(
        IEnumerable<string> emails, ConcurrentDictionary<string, AdminException>? refusals, IReadOnlyList<string>? expand, CancellationToken cancellationToken)
    {
        List<string> distinct = emails.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var found = distinct.ToDictionary(e => e, _ => new Dictionary<string, User>(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
        IEnumerable<Task> batches = distinct
            .Select((email, index) => (email, index))
            .GroupBy(e => e.index / EmailsPerSearch, e => e.email)
            .Select(batch => CollectAsync(batch.ToList()));
        await Task.WhenAll(batches).ConfigureAwait(false);

        if (distinct.Count > 1)
            await Task.WhenAll(distinct.Where(e => found[e].Count == 0 && refusals?.ContainsKey(e) != true).Select(e => CollectAsync([e]))).ConfigureAwait(false);
        return found.ToDictionary(e => e.Key, e => (IReadOnlyList<User>)e.Value.Values.ToList(), StringComparer.OrdinalIgnoreCase);

        async Task CollectAsync(List<string> batch)
        {
            try
            {
                await AskAsync(batch).ConfigureAwait(false);
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && batch.Count > 1)
            {
                // Halves find the one address of a hundred that is refused with a dozen requests.
                int half = batch.Count / 2;
                await Task.WhenAll(CollectAsync(batch.GetRange(0, half)), CollectAsync(batch.GetRange(half, batch.Count - half))).ConfigureAwait(false);
            }
            catch (AdminException e) when (e.Code == ErrorCode.RequestRejected && refusals is not null)
            {
                refusals[batch[0]] = e.With(("detail", $"the search does not take the e-mail address {batch[0]} ({e.ServiceError!.Describe()})"));
            }
        }

        async Task AskAsync(List<string> batch)
        {
            var search = new UserSearch { Emails = batch, Expand = expand, Limit = OrganizationScope.LargestPage };
            await foreach (User user in SearchAsync(search, cancellationToken).ConfigureAwait(false))
            {
                // Asked for one address, the service can only mean that one, also where it hides the address in its answer.
                string? email = user.Email ?? (batch.Count == 1 ? batch[0] : null);
                lock (found)
                {
                    if (email is not null && found.TryGetValue(email, out Dictionary<string, User>? people))
                        people[user.AccountId] = user;
                }
            }
        }
    }

    /// <summary>When a person last used each product. The service is up to 24 hours behind.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<UserActivity> GetActivityAsync(string accountId, CancellationToken cancellationToken = default)
    {
        DateTimeOffset asked = _clock.GetUtcNow();
        UserActivity? activity = null;
        var products = new List<ProductActivity>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            ApiRequest request = _scope
                .Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/directory/users/{account_id}/last-active-dates", family: ApiFamily.Activity)
                .For(accountId)
                .As("reading the activity")
                .Query("cursor", cursor);
            UserActivityPage page = await _transport.ReadAsync<UserActivityPage>(request, cancellationToken).ConfigureAwait(false);
            activity ??= page.Data ?? throw OrganizationScope.Empty();
            products.AddRange(page.Data?.Products ?? []);
            cursor = Paging.CursorOf(page, page.Links, meta: null, out AdminException? fault);
            if (fault is not null)
                throw fault;
            if (cursor is not null && !seen.Add(cursor))
                throw Paging.Repeated();
        }
        while (cursor is not null);

        activity.Products = products;
        activity.AccountId = accountId;
        activity.CompleteUntil = asked - UserActivity.LargestDelay;
        return activity;
    }

    /// <summary>Suspends a person in one directory: no access to its products and no seat; groups and roles are kept.</summary>
    /// <param name="directoryId">The directory; never all of them.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> SuspendAsync(string directoryId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(InDirectory(HttpMethod.Post, OneUser + "/suspend", directoryId, accountId, "suspending"), cancellationToken);

    /// <summary>Gives a suspended person the access in one directory back.</summary>
    /// <param name="directoryId">The directory; never all of them.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RestoreAsync(string directoryId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(InDirectory(HttpMethod.Post, OneUser + "/restore", directoryId, accountId, "resuming"), cancellationToken);

    /// <summary>Removes a person from one directory, with groups and roles. Only a new invitation brings them back.</summary>
    /// <param name="directoryId">The directory; never all of them.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RemoveAsync(string directoryId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(InDirectory(HttpMethod.Delete, OneUser, directoryId, accountId, "removing from the directory"), cancellationToken);

    /// <summary>The roles of a person, streamed.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<RoleAssignment> GetRolesAsync(string accountId, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            async (cursor, token) =>
            {
                Page<RoleAssignment> page = await _transport.ReadAsync<Page<RoleAssignment>>(
                    _scope.Request(HttpMethod.Get, OneUser + "/role-assignments")
                        .With("directoryId", OrganizationScope.AllDirectories)
                        .For(accountId)
                        .As("reading the roles")
                        .Query("limit", OrganizationScope.LargestPage)
                        .Query("cursor", cursor),
                    token).ConfigureAwait(false);
                foreach (RoleAssignment assignment in (page.Data ?? []).OfType<RoleAssignment>())
                    assignment.AccountId = accountId;
                return page;
            },
            cancellationToken);

    /// <summary>Gives a person a role. It may take 30 s to take effect.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="role">The role, such as <c>atlassian/user</c>.</param>
    /// <param name="resourceId">The resource (an ARI); null only for <see cref="Role.OrganizationAdmin"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> GrantRoleAsync(string accountId, string role, string? resourceId, CancellationToken cancellationToken = default) =>
        ChangeRoleAsync("assign", "granting the role", accountId, role, resourceId, cancellationToken);

    /// <summary>Takes a role from a person. It may take 30 s to take effect.</summary>
    /// <param name="accountId">The person.</param>
    /// <param name="role">The role, such as <c>atlassian/user</c>.</param>
    /// <param name="resourceId">The resource (an ARI); null only for <see cref="Role.OrganizationAdmin"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RevokeRoleAsync(string accountId, string role, string? resourceId, CancellationToken cancellationToken = default) =>
        ChangeRoleAsync("revoke", "revoking the role", accountId, role, resourceId, cancellationToken);

    /// <summary>Invites people. A partial failure (206) is told in each person's result.</summary>
    /// <param name="invitation">Whom, and to what.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<UserInvitationResult>> InviteAsync(UserInvitation invitation, CancellationToken cancellationToken = default)
    {
        ApiRequest request = _scope.Request(HttpMethod.Post, "/admin/v2/orgs/{orgId}/users/invite", RequestEffect.Creates)
            .As("inviting")
            .Json(invitation);
        Page<UserInvitationResult> reply = await _transport.ReadAsync<Page<UserInvitationResult>>(request, cancellationToken).ConfigureAwait(false);
        return Records.Readable(reply.Data);
    }

    /// <summary>The first of the people that fit a search.</summary>
    internal IAsyncEnumerable<User> SearchAsync(UserSearch search, long most, CancellationToken cancellationToken) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<User>>(
                _scope.Request(HttpMethod.Post, "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/search")
                    .With("directoryId", OrganizationScope.AllDirectories)
                    .Json(search.From(cursor)),
                token,
                // A service that does not heed the ids would pass somebody else off as the one who was asked for.
                page => Records.AreAbout(page.Data, static user => user.AccountId, search.AccountIds)),
            most,
            cancellationToken);

    /// <summary>How many people fit a search. Its term is held against nicknames here, and against display names in the search itself.</summary>
    internal async Task<long> CountAsync(UserSearch search, CancellationToken cancellationToken)
    {
        ApiRequest request = _scope.Request(HttpMethod.Get, "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/count")
            .With("directoryId", OrganizationScope.AllDirectories)
            .As("counting people")
            .Query("searchTerm", search.SearchTerm)
            .Query("accountIds", search.AccountIds)
            .Query("claimStatus", search.ClaimStatus)
            .Query("status", search.Status)
            .Query("accountStatus", search.AccountStatus)
            .Query("membershipStatus", search.MembershipStatus)
            .Query("groupIds", search.GroupIds)
            .Query("roleIds", search.RoleIds)
            .Query("resourceIds", search.ResourceIds)
            .Query("emailDomains", search.EmailDomains)
            .Query("directoryIds", search.DirectoryIds)
            .Query("mfaEnabled", search.MfaEnabled switch { true => "true", false => "false", null => null });
        SearchCount reply = await _transport
            .ReadAsync<SearchCount>(request, cancellationToken, holds: static r => r.Count is not null).ConfigureAwait(false);
        return reply.Count!.Value;
    }

    private Task<int> ChangeRoleAsync(string end, string action, string accountId, string role, string? resourceId, CancellationToken cancellationToken)
    {
        // The organization-wide role has a path of its own; the group way to it is going to end. Source: organization document.
        string path = role == Role.OrganizationAdmin ? "/role-assignments/" : "/roles/";
        return WriteAsync(
            _scope.Request(HttpMethod.Post, OneUserV1 + path + end, RequestEffect.SetsState)
                .For(accountId)
                .As(action)
                .Json(new UserRoleBody { Role = role, Resource = role == Role.OrganizationAdmin ? null : resourceId }),
            cancellationToken);
    }

    private ApiRequest InDirectory(HttpMethod method, string template, string directoryId, string accountId, string action) =>
        _scope.Request(method, template, RequestEffect.SetsState).With("directoryId", directoryId).For(accountId).As(action);

    private async Task<int> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;
}
