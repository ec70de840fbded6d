using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Client.Users;

/// <summary>
/// People in the directories of the organization: activity, suspension, removal, invitation and roles. Source: organization
/// document. Every member throws <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class UsersClient
{
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
            UserActivityPage page = await _transport.ReadAsync(request, WireJson.Wire.UserActivityPage, cancellationToken).ConfigureAwait(false);
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
                Page<RoleAssignment> page = await _transport.ReadAsync(
                    _scope.Request(HttpMethod.Get, OneUser + "/role-assignments")
                        .With("directoryId", OrganizationScope.AllDirectories)
                        .For(accountId)
                        .As("reading the roles")
                        .Query("limit", OrganizationScope.LargestPage)
                        .Query("cursor", cursor),
                    WireJson.Wire.PageRoleAssignment,
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
            .Json(invitation, WireJson.Wire.UserInvitation);
        Page<UserInvitationResult> reply = await _transport.ReadAsync(request, WireJson.Wire.PageUserInvitationResult, cancellationToken).ConfigureAwait(false);
        return Records.Readable(reply.Data);
    }

    private Task<int> ChangeRoleAsync(string end, string action, string accountId, string role, string? resourceId, CancellationToken cancellationToken)
    {
        // The organization-wide role has a path of its own; the group way to it is going to end. Source: organization document.
        string path = role == Role.OrganizationAdmin ? "/role-assignments/" : "/roles/";
        return WriteAsync(
            _scope.Request(HttpMethod.Post, OneUserV1 + path + end, RequestEffect.SetsState)
                .For(accountId)
                .As(action)
                .Json(new UserRoleBody { Role = role, Resource = role == Role.OrganizationAdmin ? null : resourceId }, WireJson.Wire.UserRoleBody),
            cancellationToken);
    }

    private ApiRequest InDirectory(HttpMethod method, string template, string directoryId, string accountId, string action) =>
        _scope.Request(method, template, RequestEffect.SetsState).With("directoryId", directoryId).For(accountId).As(action);

    private async Task<int> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;
}
