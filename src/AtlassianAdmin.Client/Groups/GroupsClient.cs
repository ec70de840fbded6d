using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Client.Groups;

/// <summary>
/// The groups of the organization's directories. Reading goes over all directories, writing to the group's own. Source:
/// organization document. Every member throws <see cref="AdminException"/> for a refusal or failure and
/// <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class GroupsClient
{
    private const string Groups = "/admin/v2/orgs/{orgId}/directories/{directoryId}/groups";
    private const string OneGroup = Groups + "/{groupId}";

    private readonly Transport _transport;
    private readonly OrganizationScope _scope;

    internal GroupsClient(Transport transport, OrganizationScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>Groups that fit a search, streamed.</summary>
    /// <param name="search">What to search by.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<Group> SearchAsync(GroupSearch search, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<Group>>(
                Request(HttpMethod.Post, Groups + "/search", OrganizationScope.AllDirectories, RequestEffect.Reads, "searching groups")
                    .Json(search.From(cursor)),
                token,
                page => Records.AreAbout(page.Data, static group => group.GroupId, search.GroupIds)),
            cancellationToken);

    /// <summary>How many groups fit a search.</summary>
    internal async Task<long> CountAsync(GroupSearch search, CancellationToken cancellationToken)
    {
        ApiRequest request = Request(HttpMethod.Get, Groups + "/count", OrganizationScope.AllDirectories, RequestEffect.Reads, "counting groups")
            .Query("searchTerm", search.SearchTerm)
            .Query("groupIds", search.GroupIds)
            .Query("accountIds", search.AccountIds)
            .Query("directoryIds", search.DirectoryIds)
            .Query("resourceIds", search.ResourceIds)
            .Query("resourceOwners", search.ResourceOwners)
            .Query("roleIds", search.RoleIds);
        SearchCount reply = await _transport.ReadAsync<SearchCount>(request, cancellationToken, holds: static r => r.Count is not null).ConfigureAwait(false);
        return reply.Count!.Value;
    }

    /// <summary>One group, whichever directory it is in.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Group> GetAsync(string groupId, CancellationToken cancellationToken = default)
    {
        Single<Group> reply = await _transport.ReadAsync<Single<Group>>(
            Request(HttpMethod.Get, OneGroup, OrganizationScope.AllDirectories, RequestEffect.Reads, "reading the group").With("groupId", groupId),
            cancellationToken,
            holds: r => Records.IsAbout(r.Data?.GroupId, groupId)).ConfigureAwait(false);
        return reply.Data!;
    }

    /// <summary>Creates a group. The service documents no answer body: read it back by its name.</summary>
    /// <param name="directoryId">The directory.</param>
    /// <param name="name">The name.</param>
    /// <param name="description">What it is for; null for nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> CreateAsync(string directoryId, string name, string? description, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Post, Groups, directoryId, RequestEffect.Creates, "creating the group")
                .Json(new GroupBody { Name = name, Description = description }),
            cancellationToken);

    /// <summary>Deletes a group, and with it the access that it gave.</summary>
    /// <param name="directoryId">The directory of the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> DeleteAsync(string directoryId, string groupId, CancellationToken cancellationToken = default) =>
        WriteAsync(Request(HttpMethod.Delete, OneGroup, directoryId, RequestEffect.SetsState, "deleting the group").With("groupId", groupId), cancellationToken);

    /// <summary>Adds a person to a group.</summary>
    /// <param name="directoryId">The directory of the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> AddMemberAsync(string directoryId, string groupId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Post, OneGroup + "/memberships", directoryId, RequestEffect.SetsState, "adding to the group")
                .With("groupId", groupId)
                .About(accountId)
                .Json(new MembershipBody { AccountId = accountId }),
            cancellationToken);

    /// <summary>Takes a person out of a group.</summary>
    /// <param name="directoryId">The directory of the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="accountId">The person.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RemoveMemberAsync(string directoryId, string groupId, string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Delete, OneGroup + "/memberships/{account_id}", directoryId, RequestEffect.SetsState, "taking out of the group")
                .With("groupId", groupId)
                .For(accountId),
            cancellationToken);

    /// <summary>The roles that a group gives its members, streamed.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<RoleAssignment> GetRolesAsync(string groupId, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<RoleAssignment>>(
                Request(HttpMethod.Get, OneGroup + "/role-assignments", OrganizationScope.AllDirectories, RequestEffect.Reads, "reading the roles")
                    .With("groupId", groupId)
                    .Query("limit", OrganizationScope.LargestPage)
                    .Query("cursor", cursor),
                token),
            cancellationToken);

    /// <summary>Gives a group a role on a resource.</summary>
    /// <param name="directoryId">The directory of the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="role">The role, such as <c>atlassian/user</c>.</param>
    /// <param name="resourceId">The resource (an ARI).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> GrantRoleAsync(string directoryId, string groupId, string role, string resourceId, CancellationToken cancellationToken = default) =>
        ChangeRoleAsync("/assign", "granting the role", directoryId, groupId, role, resourceId, cancellationToken);

    /// <summary>Takes a role on a resource from a group.</summary>
    /// <param name="directoryId">The directory of the group.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="role">The role, such as <c>atlassian/user</c>.</param>
    /// <param name="resourceId">The resource (an ARI).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RevokeRoleAsync(string directoryId, string groupId, string role, string resourceId, CancellationToken cancellationToken = default) =>
        ChangeRoleAsync("/revoke", "revoking the role", directoryId, groupId, role, resourceId, cancellationToken);

    private Task<int> ChangeRoleAsync(
        string end, string action, string directoryId, string groupId, string role, string resourceId, CancellationToken cancellationToken) =>
        WriteAsync(
            Request(HttpMethod.Post, OneGroup + "/role-assignments" + end, directoryId, RequestEffect.SetsState, action)
                .With("groupId", groupId)
                .Json(new GroupRoleBody { RoleId = role, ResourceId = resourceId }),
            cancellationToken);

    private ApiRequest Request(HttpMethod method, string template, string directoryId, RequestEffect effect, string action) =>
        _scope.Request(method, template, effect).With("directoryId", directoryId).As(action);

    private async Task<int> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;
}
