using System.Net.Http;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>The user records of a SCIM directory. Sources: provisioning document; RFC 7644.</summary>
public sealed class ScimUsersClient
{
    private const string OneUser = "/Users/{userId}";

    // As the service says it: "with email[a@b.example] already exists".
    private static readonly Regex Taken = new(@"(?:email|userName)\[([^\]]+)\]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly Transport _transport;
    private readonly ScimScope _scope;

    internal ScimUsersClient(Transport transport, ScimScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The id of the SCIM directory.</summary>
    public string DirectoryId => _scope.DirectoryId;

    /// <summary>The users, streamed.</summary>
    /// <param name="filter">By user name or by external id; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<ScimUser> ListAsync(ScimFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.StreamByPlaceAsync(
            async (cursor, token) => (await _transport.ReadAsync<ScimList<ScimUser>>(
                _scope.List("/Users", "reading", filter, ScimScope.Start(cursor)), token, list => list.HoldsOnly(user => filter?.Fits(user) != false)).ConfigureAwait(false))
                .ToPage(ScimScope.Start(cursor)),
            static user => user.ScimUserId,
            cancellationToken);

    /// <summary>How many users there are; null when the service does not tell. The smallest question that proves the key.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<int?> CountAsync(CancellationToken cancellationToken = default) =>
        (await _transport.ReadAsync<ScimList<ScimUser>>(
            _scope.Request(HttpMethod.Get, "/Users", "counting").Query("startIndex", 1).Query("count", 1), cancellationToken).ConfigureAwait(false)).TotalResults;

    /// <summary>One user.</summary>
    /// <param name="scimUserId">The id of the record.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ScimUserNotFound"/>, among others.</exception>
    public Task<ScimUser> GetAsync(string scimUserId, CancellationToken cancellationToken = default) =>
        ReadAsync(Request(HttpMethod.Get, scimUserId, "reading", RequestEffect.Reads), user => Records.IsAbout(user.Id, scimUserId), cancellationToken);

    /// <summary>Makes a user. Where a managed account has the e-mail address, the service links the two.</summary>
    /// <param name="user">The user: user name and e-mail address at least.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ScimUserExists"/>, among others.</exception>
    public Task<ScimUser> CreateAsync(ScimUserUpdate user, CancellationToken cancellationToken = default) =>
        ReadAsync(
            _scope.Request(HttpMethod.Post, "/Users", "creating", RequestEffect.Creates).About(user.UserName ?? "").Json(user.ToUser()),
            static made => made.IsIdentified,
            cancellationToken);

    /// <summary>Replaces a user as a whole: attributes that are left out are cleared.</summary>
    /// <param name="scimUserId">The id of the record.</param>
    /// <param name="user">The whole user.</param>
    /// <param name="version">The version that must still be there; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ScimUser> ReplaceAsync(string scimUserId, ScimUserUpdate user, string? version = null, CancellationToken cancellationToken = default) =>
        ReadAsync(
            Request(HttpMethod.Put, scimUserId, "replacing", RequestEffect.SetsState).IfMatch(version).Json(user.ToUser()),
            replaced => Records.IsAbout(replaced.Id, scimUserId),
            cancellationToken);

    /// <summary>Changes parts of a user, all of them or none.</summary>
    /// <param name="scimUserId">The id of the record.</param>
    /// <param name="operations">What to change.</param>
    /// <param name="version">The version that must still be there; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> PatchAsync(
        string scimUserId, IReadOnlyList<ScimPatchOperation> operations, string? version = null, CancellationToken cancellationToken = default) =>
        PatchAsync(scimUserId, operations, "changing", version, cancellationToken);

    /// <summary>Lets a user in (true), or deactivates the user and the account that is linked (false). Both can be taken back.</summary>
    /// <param name="scimUserId">The id of the record.</param>
    /// <param name="active">What to set.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> SetActiveAsync(string scimUserId, bool active, CancellationToken cancellationToken = default) =>
        PatchAsync(scimUserId, [ScimPatchOperation.Replace("active", active)], active ? "enabling" : "disabling", version: null, cancellationToken);

    /// <summary>
    /// Deletes a record, for good: the service unlinks it from the identity provider and deactivates the account when that is managed.
    /// Documents of 2023 say that it only deactivates. The account itself stays.
    /// </summary>
    /// <param name="scimUserId">The id of the record.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public async Task<int> DeleteAsync(string scimUserId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(Request(HttpMethod.Delete, scimUserId, "deleting", RequestEffect.SetsState), cancellationToken).ConfigureAwait(false)).Attempts;

    /// <summary>The address or user name that a refusal says is taken; null when it names none.</summary>
    internal static string? NameTaken(ServiceError? error) =>
        Taken.Match(error?.Message ?? "") is { Success: true } taken ? taken.Groups[1].Value.Trim() : null;

    private async Task<int> PatchAsync(
        string scimUserId, IReadOnlyList<ScimPatchOperation> operations, string action, string? version, CancellationToken cancellationToken)
    {
        ApiRequest request = Request(new HttpMethod("PATCH"), scimUserId, action, RequestEffect.SetsState)
            .IfMatch(version)
            .Json(new ScimPatchBody { Operations = operations });
        return (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;
    }

    private ApiRequest Request(HttpMethod method, string scimUserId, string action, RequestEffect effect) =>
        _scope.Request(method, OneUser, action, effect).With("userId", scimUserId).About(scimUserId);

    private Task<ScimUser> ReadAsync(ApiRequest request, Func<ScimUser, bool> holds, CancellationToken cancellationToken) =>
        _transport.ReadAsync(request, cancellationToken, holds);
}
