using System.Text.Json;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>The product instances. Their errors are single ones (E).</summary>
internal sealed class WorkspaceRoutes
{
    private const string List = "workspaces";
    private const int DefaultLimit = 20;

    private readonly OrganizationAuthorization _authorization;
    private readonly SandboxAccess _access;
    private readonly int _maximumPageSize;

    public WorkspaceRoutes(OrganizationAuthorization authorization, SandboxAccess access, int? pageSize)
    {
        _authorization = authorization;
        _access = access;
        _maximumPageSize = pageSize ?? int.MaxValue;
    }

    public IEnumerable<SandboxRoute> All => [new("POST", "/admin/v2/orgs/{}/workspaces", Search)];

    private SandboxReply Search(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        WorkspaceSearchRequest? search = call.Request.Body.IsEmpty
            ? new WorkspaceSearchRequest()
            : SandboxJson.Read(call.Request.Body, WorkspaceSearchRequestJson.Default.WorkspaceSearchRequest);
        if ((search is null ? "The body is not a search." : search.Problem()) is { } problem)
            return BadRequest(call, problem);
        int start = 0;
        if (search!.Cursor is { } cursor)
        {
            if (!SandboxCursor.TryRead(List, cursor, out start, out string question)
                || SandboxJson.Read(question, WorkspaceSearchRequestJson.Default.WorkspaceSearchRequest) is not { } asked)
            {
                return BadRequest(call, "The cursor is not valid.");
            }

            search = asked;
        }

        SandboxResource[] found = Ordered(_access.Resources.Workspaces.Where(workspace => search.Query?.Matches(workspace) != false), search.Sort).ToArray();
        int size = Math.Min(search.Limit ?? DefaultLimit, _maximumPageSize);
        Workspace[] page = found.Skip(start).Take(size).Select(workspace => Show(call, workspace)).ToArray();
        return SandboxReply.Json(200, SandboxJson.Write(new Page<Workspace>
        {
            Data = page,
            Links = new PageLinks
            {
                Next = start + size < found.Length
                    ? SandboxCursor.Write(List, start + size, JsonSerializer.Serialize(search, WorkspaceSearchRequestJson.Default.WorkspaceSearchRequest))
                    : null,
            },
            Meta = new PageMeta { Total = found.Length },
        }));
    });

    private static SandboxReply BadRequest(SandboxCall call, string detail) => SandboxErrors.Single(call, 400, "ADMIN-400-4", "Bad Request", detail);

    private static IEnumerable<SandboxResource> Ordered(IEnumerable<SandboxResource> workspaces, IReadOnlyList<WorkspaceSort>? sort)
    {
        if (sort is null || sort.Count == 0)
            return workspaces;
        Func<SandboxResource, string> by = sort[0].Field == "attributes.typeKey" ? workspace => workspace.Owner : workspace => workspace.Product;
        return sort[0].Order == "desc" ? workspaces.OrderByDescending(by, StringComparer.Ordinal) : workspaces.OrderBy(by, StringComparer.Ordinal);
    }

    private Workspace Show(SandboxCall call, SandboxResource workspace) => new()
    {
        ResourceId = workspace.ResourceId,
        ObjectType = "workspace",
        Attributes = new WorkspaceAttributes
        {
            Name = new Uri(workspace.HostUrl!).Host.Split('.')[0],
            Type = workspace.Product,
            TypeKey = workspace.Owner,
            Owner = workspace.Owner,
            Status = "online",
            HostUrl = workspace.HostUrl,
            Capacity = workspace.Capacity,
            Usage = _access.Usage(workspace),
            CreatedAt = workspace.CreatedAt,
        },
        Links = new PageLinks { Self = call.AddressOf(call.Path + "/" + Uri.EscapeDataString(workspace.ResourceId)) },
    };
}
