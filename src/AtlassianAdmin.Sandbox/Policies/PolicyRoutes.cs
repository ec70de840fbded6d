using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Policies;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.Products;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Policies;

/// <summary>The policies, read only.</summary>
internal sealed class PolicyRoutes
{
    private const string List = "policies";
    private const int ServicePageSize = 20;

    private readonly OrganizationAuthorization _authorization;
    private readonly Policy[] _policies;
    private readonly int _pageSize;

    public PolicyRoutes(OrganizationAuthorization authorization, SandboxResources resources, SeededRandom random, int? pageSize)
    {
        _authorization = authorization;
        _pageSize = Math.Min(pageSize ?? ServicePageSize, ServicePageSize);
        string jira = resources.Of(0, "jira-software").ResourceId;
        string confluence = resources.Of(0, "confluence").ResourceId;
        string partners = resources.Of(1, "confluence").ResourceId;
        _policies =
        [
            Make(random, "ip-allowlist", "Offices", true, ["203.0.113.0/24", "2001:db8::/32"], [(jira, "applied"), (confluence, "applied")]),
            Make(random, "ip-allowlist", "Partners' VPN", false, ["198.51.100.0/24"], [(partners, "removing")]),
            Make(random, "data-residency", "EU", true, ["EU"], [(jira, "applied"), (confluence, "scheduled")]),
            Make(random, "data-residency", "Australia", false, ["AU"], []),
            Make(random, "data-security", "Vertraulich", true, null, [(confluence, "applied")]),
            Make(random, "data-security", "エクスポート禁止", true, null, [(partners, "failed")]),
        ];
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/v1/orgs/{}/policies", ReadAll),
        new("GET", "/admin/v1/orgs/{}/policies/{}", ReadOne),
    ];

    private SandboxReply ReadAll(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        int start = 0;
        string type = call.Query("type") ?? "";
        if (call.Query("cursor") is { } cursor && !SandboxCursor.TryRead(List, cursor, out start, out type))
            return SandboxErrors.InvalidCursor(call);
        Policy[] found = _policies.Where(policy => type.Length == 0 || policy.Type == type).ToArray();
        Policy[] page = found.Skip(start).Take(_pageSize).ToArray();
        string? next = start + _pageSize < found.Length ? SandboxCursor.Write(List, start + _pageSize, type) : null;
        return SandboxReply.Json(200, SandboxJson.Write(new Page<Policy>
        {
            Data = page,
            Links = new PageLinks
            {
                Self = call.AddressOf(call.Request.PathAndQuery),
                Next = next is null ? null : call.AddressOf(call.Path + "?cursor=" + next),
            },
            Meta = new PageMeta { Next = next, PageSize = page.Length },
        }));
    });

    private SandboxReply ReadOne(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        _policies.FirstOrDefault(policy => policy.PolicyId == values[1]) is { } policy
            ? SandboxReply.Json(200, SandboxJson.Write(new Single<Policy> { Data = policy }))
            : SandboxErrors.Application(call, 404, "ADMIN-404-5", "Not Found", "The policy was not found."));

    private static Policy Make(
        SeededRandom random, string type, string name, bool enabled, string[]? values, (string ResourceId, string Status)[] resources) => new()
    {
        PolicyId = random.Uuid(),
        ObjectType = "policy",
        Attributes = new PolicyAttributes
        {
            Type = type,
            Name = name,
            Status = enabled ? "enabled" : "disabled",
            Rule = values is null ? null : RuleOf(values),
            Resources = resources.Select(resource => new PolicyResource { ResourceId = resource.ResourceId, ApplicationStatus = resource.Status }).ToArray(),
        },
    };

    private static JsonElement RuleOf(string[] values) => JsonSerializer.Deserialize(
        SandboxJson.WriteObject(json =>
        {
            json.WriteStartArray("in");
            foreach (string value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }),
        WireJson.Wire.JsonElement);
}
