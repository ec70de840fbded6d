using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Client.ApiAccess;

/// <summary>
/// The tokens and keys of the whole organization. Source: api-access excerpts. The call that revokes every token of everybody
/// is not offered. Every member throws <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class ApiAccessClient
{
    // The largest that was seen to work; the maximum is not documented.
    internal const int PageSize = 1000;

    /// <summary>The states that API tokens are filtered by. Source: api-access excerpts.</summary>
    public static KnownValues TokenStatus { get; } = new("Status", "", "allowed", "blocked");

    private static readonly HttpMethod Patch = new("PATCH");

    private readonly Transport _transport;
    private readonly OrganizationScope _scope;

    internal ApiAccessClient(Transport transport, OrganizationScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The API tokens of all managed accounts, streamed.</summary>
    /// <param name="searchTerm">A word to look for, such as an e-mail address; null for all.</param>
    /// <param name="status"><c>allowed</c> or <c>blocked</c>; null for both.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<ApiToken> GetTokensAsync(string? searchTerm = null, string? status = null, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<ApiToken>>(
                // Every parameter is repeated with the cursor; one that the service does not know is a 500.
                Request(HttpMethod.Get, "/api-tokens", "listing API tokens")
                    .Query("q", searchTerm)
                    .Query("status", status is null ? null : TokenStatus.Spell(status))
                    .Query("pageSize", PageSize)
                    .Query("cursor", cursor),
                token),
            cancellationToken);

    /// <summary>The admin API keys of the organization, streamed.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public IAsyncEnumerable<OrganizationApiKey> GetKeysAsync(CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<OrganizationApiKey>>(
                Request(HttpMethod.Get, "/api-keys", "listing API keys").Query("cursor", cursor), token),
            cancellationToken);

    /// <summary>Revokes an admin API key for good. It may be the one in use: the service does not tell.</summary>
    /// <param name="apiKeyId">The key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public async Task<int> RevokeKeyAsync(string apiKeyId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            _scope.Request(Patch, "/admin/api-access/v1/orgs/{orgId}/api-keys/revoke/{apiKeyId}", RequestEffect.SetsState, ApiFamily.ApiAccess)
                .With("apiKeyId", apiKeyId)
                .As("revoking the API key"),
            cancellationToken).ConfigureAwait(false)).Attempts;

    private ApiRequest Request(HttpMethod method, string path, string action) =>
        _scope.Request(method, "/admin/api-access/v1/orgs/{orgId}" + path, family: ApiFamily.ApiAccess).As(action);
}
