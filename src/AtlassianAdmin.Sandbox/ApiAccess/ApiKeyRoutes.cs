using System.Text.Json;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;

namespace AtlassianAdmin.Sandbox.ApiAccess;

/// <summary>The admin keys of the organization.</summary>
internal sealed class ApiKeyRoutes
{
    private const string List = "api-keys";

    private readonly OrganizationAuthorization _authorization;
    private readonly KeyStore _keys;
    private readonly string _organizationId;
    private readonly int _maximumPageSize;

    public ApiKeyRoutes(OrganizationAuthorization authorization, KeyStore keys, string organizationId, int? pageSize)
    {
        _authorization = authorization;
        _keys = keys;
        _organizationId = organizationId;
        _maximumPageSize = pageSize ?? int.MaxValue;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/api-access/v1/orgs/{}/api-keys", Read),
        new("GET", "/admin/api-access/v1/orgs/{}/api-keys/count", Count),
        new("PATCH", "/admin/api-access/v1/orgs/{}/api-keys/revoke/{}", Revoke),
    ];

    private SandboxReply Read(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        if (!ApiAccessQuery.TryRead(call, out ApiAccessQuery query, out SandboxReply? refusal))
            return refusal!;
        if (query.Term is not null || query.Status is not null)
            return ApiAccessQuery.Unknown();

        // Revoking between two pages must not lose a key: the cursor is the id of the last one.
        SandboxKey[] all = _keys.All.OrderBy(key => key.KeyId, StringComparer.Ordinal).ToArray();
        string after = "";
        if (query.Cursor is { } cursor && !SandboxCursor.TryRead(List, cursor, out _, out after))
            return SandboxErrors.InvalidCursor(call);
        SandboxKey[] rest = all.Where(key => string.CompareOrdinal(key.KeyId, after) > 0).ToArray();
        SandboxKey[] page = rest.Take(Math.Min(query.PageSize, _maximumPageSize)).ToArray();
        return SandboxReply.Json(200, SandboxJson.Write(new Page<OrganizationApiKey>
        {
            Data = page.Select(Show).ToArray(),
            Links = new PageLinks { Next = page.Length < rest.Length ? SandboxCursor.Write(List, 0, page[page.Length - 1].KeyId) : null },
        }));
    });

    private SandboxReply Count(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        SandboxReply.Json(200, JsonSerializer.SerializeToUtf8Bytes(_keys.All.Count, SandboxWireJson.Default.Int32)));

    /// <summary>The status of success is not documented beyond 2xx, the answer for an unknown key not at all.</summary>
    private SandboxReply Revoke(SandboxCall call, string[] values) => _authorization.Write(call, values[0], () =>
    {
        if (_keys.Revoke(values[1]) is not { } key)
            return SandboxErrors.Application(call, 404, "ADMIN-404-1", "Not Found", "The API key was not found.");
        call.Record(AuditAction.KeyRevoked, AuditTarget.Of(Show(key)));
        return SandboxReply.NoContent;
    });

    private OrganizationApiKey Show(SandboxKey key) => new()
    {
        ApiKeyId = key.KeyId,
        Label = key.Label,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        LastActiveAt = key.LastActiveAt,
        Scopes = key.Scopes,
        CreatedBy = new ApiAccessPerson { Id = key.CreatedBy.AccountId, OrgId = _organizationId, Name = key.CreatedBy.Name, Email = key.CreatedBy.Email },
    };
}
