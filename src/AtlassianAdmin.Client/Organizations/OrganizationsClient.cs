using System.Collections.Concurrent;
using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>
/// The organization API: the organization, its directories, domains and people. Source: organization document. Every member
/// throws <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class OrganizationsClient
{
    /// <summary>The most e-mail addresses one search takes. Source: organization document, <c>emails</c> 1..100.</summary>
    public const int EmailsPerSearch = 100;

    /// <summary>The largest page of the v2 lists. Source: organization document, <c>limit</c> 1..100.</summary>
    public const int LargestPage = 100;

    private readonly Transport _transport;
    private readonly AdminClientOptions _options;

    internal OrganizationsClient(Transport transport, AdminClientOptions options)
    {
        _transport = transport;
        _options = options;
    }

    /// <summary>The organizations the key can see. The service often lists none although the key is good.</summary>
    public IAsyncEnumerable<Organization> ListAsync(CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                Request(HttpMethod.Get, "/admin/v1/orgs").Query("cursor", cursor), WireJson.Wire.PageOrganization, token),
            cancellationToken);

    /// <summary>The organization of this client.</summary>
    public async Task<Organization> GetAsync(CancellationToken cancellationToken = default)
    {
        Single<Organization> reply = await _transport
            .ReadAsync(
                InOrganization(HttpMethod.Get, "/admin/v1/orgs/{orgId}"),
                WireJson.Wire.SingleOrganization,
                cancellationToken,
                holds: static r => r.Data is { IsIdentified: true })
            .ConfigureAwait(false);
        return reply.Data!;
    }

    /// <summary>The user directories.</summary>
    /// <param name="accountId">Only the directories of this person; null for all.</param>
    /// <param name="searchTerm">Part of the name; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<Directory> GetDirectoriesAsync(
        string? accountId = null, string? searchTerm = null, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                InOrganization(HttpMethod.Get, "/admin/v2/orgs/{orgId}/directories")
                    .Query("accountId", accountId)
                    .Query("searchTerm", searchTerm)
                    .Query("limit", LargestPage)
                    .Query("cursor", cursor),
                WireJson.Wire.PageDirectory,
                token),
            cancellationToken);

    /// <summary>The domains that the organization claims.</summary>
    public IAsyncEnumerable<Domain> GetDomainsAsync(CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                InOrganization(HttpMethod.Get, "/admin/v1/orgs/{orgId}/domains").Query("cursor", cursor), WireJson.Wire.PageDomain, token),
            cancellationToken);

    /// <summary>Every account that the organization manages, streamed.</summary>
    public IAsyncEnumerable<ManagedAccount> GetManagedAccountsAsync(CancellationToken cancellationToken = default) =>
        GetManagedAccountsAsync(long.MaxValue, cancellationToken);

    /// <summary>People in all directories that fit a search, streamed.</summary>
    /// <param name="search">What to search by.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<User> SearchUsersAsync(UserSearch search, CancellationToken cancellationToken = default) =>
        SearchUsersAsync(search, long.MaxValue, cancellationToken);

    /// <summary>The product instances, streamed.</summary>
    /// <param name="searchTerm">Part of the name or the address; null for all.</param>
    /// <param name="type">Only of this product, such as <c>jira-software</c>; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<Workspace> GetWorkspacesAsync(
        string? searchTerm = null, string? type = null, CancellationToken cancellationToken = default)
    {
        var conditions = new List<WorkspaceQuery>();
        if (searchTerm is not null)
            conditions.Add(new WorkspaceQuery { SearchWorkspaces = searchTerm });
        if (type is not null)
            conditions.Add(new WorkspaceQuery { Field = new WorkspaceField { Name = "attributes.typeKey", Values = [type] } });
        WorkspaceQuery? query = conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => new WorkspaceQuery { And = conditions },
        };
        return Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                InOrganization(HttpMethod.Post, "/admin/v2/orgs/{orgId}/workspaces")
                    // The cursor must come alone. Source: organization document.
                    .Json(cursor is null ? new WorkspaceSearch { Limit = LargestPage, Query = query } : new WorkspaceSearch { Cursor = cursor }, WireJson.Wire.WorkspaceSearch),
                WireJson.Wire.PageWorkspace,
                token),
            cancellationToken);
    }

    /// <summary>One person, whichever directories they are in.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<User> GetUserAsync(string accountId, CancellationToken cancellationToken = default) =>
        GetUserAsync(accountId, OrganizationScope.AllDirectories, cancellationToken);

    /// <summary>One person as one directory knows them.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="directoryId">The directory.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<User> GetUserAsync(string accountId, string directoryId, CancellationToken cancellationToken = default)
    {
        ApiRequest request = InOrganization(HttpMethod.Get, "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/{account_id}")
            .With("directoryId", directoryId)
            .For(accountId)
            .As("reading");
        Single<User> reply = await _transport
            .ReadAsync(request, WireJson.Wire.SingleUser, cancellationToken, holds: static r => r.Data is { IsIdentified: true }).ConfigureAwait(false);
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
                await SearchAsync(batch).ConfigureAwait(false);
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

        async Task SearchAsync(List<string> batch)
        {
            var search = new UserSearch { Emails = batch, Expand = expand, Limit = LargestPage };
            await foreach (User user in SearchUsersAsync(search, cancellationToken).ConfigureAwait(false))
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

    /// <summary>The first of the accounts that the organization manages.</summary>
    internal IAsyncEnumerable<ManagedAccount> GetManagedAccountsAsync(long most, CancellationToken cancellationToken) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                InOrganization(HttpMethod.Get, "/admin/v1/orgs/{orgId}/users").Query("cursor", cursor), WireJson.Wire.PageManagedAccount, token),
            most,
            cancellationToken);

    /// <summary>The first of the people that fit a search.</summary>
    internal IAsyncEnumerable<User> SearchUsersAsync(UserSearch search, long most, CancellationToken cancellationToken) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync(
                InOrganization(HttpMethod.Post, "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/search")
                    .With("directoryId", "-")
                    .Json(search.From(cursor), WireJson.Wire.UserSearch),
                WireJson.Wire.PageUser,
                token),
            most,
            cancellationToken);

    /// <summary>How many people fit a search. Its term is held against nicknames here, and against display names in the search itself.</summary>
    internal async Task<long> CountUsersAsync(UserSearch search, CancellationToken cancellationToken)
    {
        ApiRequest request = InOrganization(HttpMethod.Get, "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/count")
            .With("directoryId", "-")
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
        UserCount reply = await _transport
            .ReadAsync(request, WireJson.Wire.UserCount, cancellationToken, holds: static r => r.Count is not null).ConfigureAwait(false);
        return reply.Count!.Value;
    }

    private static ApiRequest Request(HttpMethod method, string template) =>
        new(method, ApiFamily.Organization, template, RequestEffect.Reads);

    private ApiRequest InOrganization(HttpMethod method, string template) =>
        Request(method, template).With("orgId", _options.OrganizationId ?? throw new AdminException(ErrorCode.OrganizationNotFound, ("organization", "no id was given")));
}
