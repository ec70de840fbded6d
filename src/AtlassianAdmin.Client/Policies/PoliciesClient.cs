using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Client.Policies;

/// <summary>The policies of the organization, read only. Source: organization document.</summary>
public sealed class PoliciesClient
{
    private readonly Transport _transport;
    private readonly OrganizationScope _scope;

    internal PoliciesClient(Transport transport, OrganizationScope scope)
    {
        _transport = transport;
        _scope = scope;
    }

    /// <summary>The policies, streamed.</summary>
    /// <param name="type">Only of this type, such as <c>ip-allowlist</c>; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="Errors.AdminException">For a refusal or failure.</exception>
    public IAsyncEnumerable<Policy> ListAsync(string? type = null, CancellationToken cancellationToken = default) =>
        Paging.StreamAsync(
            (cursor, token) => _transport.ReadAsync<Page<Policy>>(
                _scope.Request(HttpMethod.Get, "/admin/v1/orgs/{orgId}/policies").As("reading the policies").Query("type", type).Query("cursor", cursor),
                token),
            cancellationToken);
}
