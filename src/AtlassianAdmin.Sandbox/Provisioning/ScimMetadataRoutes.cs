using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>What a SCIM directory says about itself: its features, its kinds of records, its schemas. The vendor documents no form: it is that of RFC 7643, sections 5 to 7.</summary>
internal sealed class ScimMetadataRoutes
{
    private const string Root = "/scim/directory/{}/";

    private static readonly ScimServiceConfiguration Configuration = new()
    {
        Schemas = [ScimSchemaIds.ServiceProviderConfig],
        Patch = new ScimFeature { Supported = true },
        Bulk = new ScimFeature { Supported = false },
        Filter = new ScimFeature { Supported = true, MaximumResults = ScimQuery.MaximumCount },
        ChangePassword = new ScimFeature { Supported = false },
        Sort = new ScimFeature { Supported = false },
        ETag = new ScimFeature { Supported = false },
    };

    private static readonly ScimResourceType[] ResourceTypes =
    [
        new() { Schemas = [ScimSchemaIds.ResourceType], Id = "User", Name = "User", Endpoint = "/Users", Description = "User Account", Schema = ScimSchemaIds.User },
        new() { Schemas = [ScimSchemaIds.ResourceType], Id = "Group", Name = "Group", Endpoint = "/Groups", Description = "Group", Schema = ScimSchemaIds.Group },
    ];

    private readonly ScimAuthorization _authorization;

    public ScimMetadataRoutes(ScimAuthorization authorization) => _authorization = authorization;

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", Root + "ServiceProviderConfig", (call, values) => _authorization.Pass(call, values[0], () => Json(Configuration))),
        new("GET", Root + "ResourceTypes", (call, values) => _authorization.Pass(call, values[0], () => List(ResourceTypes))),
        new("GET", Root + "ResourceTypes/{}", (call, values) => One(call, values, ResourceTypes, type => type.Name)),
        new("GET", Root + "Schemas", (call, values) => _authorization.Pass(call, values[0], () => List(ScimViews.Schemas))),
        new("GET", Root + "Schemas/{}", (call, values) => One(call, values, ScimViews.Schemas, schema => schema.SchemaId)),
    ];

    private SandboxReply One<T>(SandboxCall call, string[] values, IReadOnlyList<T> all, Func<T, string> id)
        where T : class => _authorization.Pass(call, values[0], () =>
        all.FirstOrDefault(one => string.Equals(id(one), values[1], StringComparison.OrdinalIgnoreCase)) is { } found ? Json(found) : ScimErrors.NotFound(values[1]));

    private static SandboxReply List<T>(IReadOnlyList<T> all) => Json(new ScimList<T>
    {
        Schemas = [ScimSchemaIds.ListResponse],
        TotalResults = all.Count,
        StartIndex = 1,
        ItemsPerPage = all.Count,
        Resources = [.. all],
    });

    private static SandboxReply Json<T>(T value) => SandboxReply.Json(200, SandboxJson.Write(value));
}
