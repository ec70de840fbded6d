using System.Net.Http;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>The groups of a SCIM directory. Sources: provisioning document; RFC 7644.</summary>
public sealed class ScimGroupsClient
{
    private const string OneGroup = "/Groups/{id}";

    private readonly Transport _transport;
    private readonly ScimScope _scope;

    internal ScimGroupsClient(Transport transport, ScimScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The groups, streamed.</summary>
    /// <param name="filter">By name; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<ScimGroup> ListAsync(ScimFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.StreamByPlaceAsync(
            async (cursor, token) => (await _transport.ReadAsync<ScimList<ScimGroup>>(
                _scope.List("/Groups", "reading the groups", filter, ScimScope.Start(cursor)), token, list => list.HoldsOnly(group => filter?.Fits(group) != false)).ConfigureAwait(false))
                .ToPage(ScimScope.Start(cursor)),
            static group => group.ScimGroupId,
            cancellationToken);

    /// <summary>One group, with its members.</summary>
    /// <param name="scimGroupId">The id of the group.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.GroupNotFound"/>, among others.</exception>
    public Task<ScimGroup> GetAsync(string scimGroupId, CancellationToken cancellationToken = default) =>
        ReadAsync(Request(HttpMethod.Get, scimGroupId, "reading the group", RequestEffect.Reads), group => Records.IsAbout(group.Id, scimGroupId), cancellationToken);

    /// <summary>Makes a group. One that bears the name of a default group of the organization is never synchronized, although the answer is a success.</summary>
    /// <param name="name">The name, which cannot be changed later.</param>
    /// <param name="externalId">The identity provider's own id; null for none.</param>
    /// <param name="memberIds">The SCIM ids of its members; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.GroupExists"/>, among others.</exception>
    public Task<ScimGroup> CreateAsync(
        string name, string? externalId = null, IEnumerable<string>? memberIds = null, CancellationToken cancellationToken = default) =>
        ReadAsync(
            _scope.Request(HttpMethod.Post, "/Groups", "creating the group", RequestEffect.Creates)
                .Json(Group(name, externalId, memberIds)),
            static made => made.IsIdentified,
            cancellationToken);

    /// <summary>Replaces a group as a whole: members that are left out lose the group.</summary>
    /// <param name="scimGroupId">The id of the group.</param>
    /// <param name="name">Its name, unchanged.</param>
    /// <param name="externalId">The identity provider's own id; null for none.</param>
    /// <param name="memberIds">The SCIM ids of its members.</param>
    /// <param name="version">The version that must still be there; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ScimGroup> ReplaceAsync(
        string scimGroupId, string name, string? externalId, IEnumerable<string> memberIds, string? version = null, CancellationToken cancellationToken = default) =>
        ReadAsync(
            Request(HttpMethod.Put, scimGroupId, "replacing the group", RequestEffect.SetsState)
                .IfMatch(version)
                .Json(Group(name, externalId, memberIds)),
            replaced => Records.IsAbout(replaced.Id, scimGroupId),
            cancellationToken);

    /// <summary>Changes parts of a group, all of them or none.</summary>
    /// <param name="scimGroupId">The id of the group.</param>
    /// <param name="operations">What to change.</param>
    /// <param name="version">The version that must still be there; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public async Task<int> PatchAsync(
        string scimGroupId, IReadOnlyList<ScimPatchOperation> operations, string? version = null, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            Request(new HttpMethod("PATCH"), scimGroupId, "changing the group", RequestEffect.SetsState)
                .IfMatch(version)
                .Json(new ScimPatchBody { Operations = operations }),
            cancellationToken).ConfigureAwait(false)).Attempts;

    /// <summary>Deletes a group, and with it the access that it gave in the organization.</summary>
    /// <param name="scimGroupId">The id of the group.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public async Task<int> DeleteAsync(string scimGroupId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(Request(HttpMethod.Delete, scimGroupId, "deleting the group", RequestEffect.SetsState), cancellationToken).ConfigureAwait(false)).Attempts;

    private static ScimGroup Group(string name, string? externalId, IEnumerable<string>? memberIds) => new()
    {
        Schemas = [ScimSchemaIds.Group],
        Name = name,
        ExternalId = externalId,
        OwnMembers = memberIds?.Select(id => new ScimMember { ScimId = id }).ToList(),
    };

    private ApiRequest Request(HttpMethod method, string scimGroupId, string action, RequestEffect effect) =>
        _scope.Request(method, OneGroup, action, effect).With("id", scimGroupId);

    private Task<ScimGroup> ReadAsync(ApiRequest request, Func<ScimGroup, bool> holds, CancellationToken cancellationToken) =>
        _transport.ReadAsync(request, cancellationToken, holds);
}
