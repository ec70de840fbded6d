using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox.Access;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Groups;

/// <summary>Groups: finding, counting, reading, creating and deleting them.</summary>
internal sealed class GroupRoutes
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 100;

    private static readonly string[] Types = ["TEAM", "GROUP", "USERBASE_GROUP"];

    private readonly OrganizationAuthorization _authorization;
    private readonly GroupAuthorization _groupAuthorization;
    private readonly PeopleStore _people;
    private readonly GroupStore _groups;
    private readonly SandboxDirectories _directories;
    private readonly int _maximumPageSize;

    public GroupRoutes(
        OrganizationAuthorization authorization, GroupAuthorization groupAuthorization, PeopleStore people, GroupStore groups, SandboxDirectories directories, int? pageSize)
    {
        _authorization = authorization;
        _groupAuthorization = groupAuthorization;
        _people = people;
        _groups = groups;
        _directories = directories;
        _maximumPageSize = pageSize ?? MaximumLimit;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("POST", "/admin/v2/orgs/{}/directories/{}/groups/search", Search),
        new("GET", "/admin/v2/orgs/{}/directories/{}/groups", List),
        // Before the groups by their ids: "count" would be one.
        new("GET", "/admin/v2/orgs/{}/directories/{}/groups/count", Count),
        new("GET", "/admin/v2/orgs/{}/directories/{}/groups/stats", ReadStatistics),
        new("GET", "/admin/v2/orgs/{}/directories/{}/groups/{}", Read),
        new("GET", "/admin/v2/orgs/{}/directories/{}/groups/{}/role-assignments", ReadRoles),
        new("POST", "/admin/v2/orgs/{}/directories/{}/groups", Create),
        new("DELETE", "/admin/v2/orgs/{}/directories/{}/groups/{}", Delete),
    ];

    private SandboxReply Search(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
    {
        GroupSearchRequest? search = call.Request.Body.IsEmpty
            ? new GroupSearchRequest()
            : SandboxJson.Read(call.Request.Body, GroupSearchRequestJson.Default.GroupSearchRequest);
        return search is null ? SandboxErrors.BadRequest(call, "The body is not a search.") : PageOf(call, "groups", search, directory);
    });

    /// <summary>The list that the search replaces, until the day that the vendor has named.</summary>
    private SandboxReply List(SandboxCall call, string[] values) => call.Now >= SandboxDirectories.EndOfLists
        ? SandboxErrors.NoRoute()
        : _directories.Read(_authorization, call, values, directory => PageOf(call, "group-list", GroupSearchRequest.Of(call), directory));

    private SandboxReply PageOf(SandboxCall call, string list, GroupSearchRequest search, int? directory)
    {
        int start = 0;
        if (search.Cursor is { } cursor)
        {
            // Whether the filters have to be repeated is not documented: they are in the cursor, so both ways work.
            if (!SandboxCursor.TryRead(list, cursor, out start, out string question)
                || SandboxJson.Read(question, GroupSearchRequestJson.Default.GroupSearchRequest) is not { } asked)
            {
                return SandboxErrors.InvalidCursor(call);
            }

            search = asked;
        }

        if (search.Problem() is { } problem)
            return SandboxErrors.BadRequest(call, problem);
        IReadOnlyList<SandboxGroup> page = Query(search, directory).Take(start, Math.Min(search.Limit ?? DefaultLimit, _maximumPageSize), out int? next);
        bool withUsers = search.Expand?.Contains("counts.users") == true;
        bool withResources = search.Expand?.Contains("counts.resources") == true;
        return SandboxReply.Json(200, SandboxJson.Write(new Page<Group>
        {
            Data = page.Select(group => GroupViews.Group(group, _directories.Ids, withUsers, withResources)).ToArray(),
            Links = new PageLinks
            {
                Next = next is { } position
                    ? SandboxCursor.Write(list, position, JsonSerializer.Serialize(search, GroupSearchRequestJson.Default.GroupSearchRequest))
                    : null,
            },
        }));
    }

    private SandboxReply Count(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
    {
        GroupSearchRequest search = GroupSearchRequest.Of(call);
        if (search.Problem() is { } problem)
            return SandboxErrors.BadRequest(call, problem);
        int count = Query(search, directory).Take(0, int.MaxValue, out _).Count;
        return SandboxReply.Json(200, SandboxJson.WriteObject(json => json.WriteNumber("count", count)));
    });

    private SandboxReply ReadStatistics(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
    {
        IReadOnlyList<SandboxGroup> groups = Query(new GroupSearchRequest(), directory).Take(0, int.MaxValue, out _);
        return SandboxReply.Json(200, SandboxJson.WriteObject(json =>
        {
            json.WriteStartObject("totals");
            json.WriteNumber("all", groups.Count);
            json.WriteNumber("managed", groups.Count(group => !group.IsExternal));
            json.WriteNumber("synced", groups.Count(group => group.IsExternal));
            json.WriteEndObject();
            SandboxJson.WriteCounts(json, "types", "type", Types, type => groups.Count(group => Type(group) == type));
        }));
    });

    // What the vendor counts as a USERBASE_GROUP it does not say: none here is one.
    private static string Type(SandboxGroup group) => group.ManagedBy == "team-members" ? "TEAM" : "GROUP";

    private GroupSearchQuery Query(GroupSearchRequest search, int? directory) => new(search, _groups, _people, _directories.Ids, directory);

    private SandboxReply Read(SandboxCall call, string[] values) => _groupAuthorization.Read(call, values, group =>
        SandboxReply.Json(200, SandboxJson.Write(new Single<Group> { Data = GroupViews.Group(group, _directories.Ids, withUsers: true, withResources: true) })));

    private SandboxReply ReadRoles(SandboxCall call, string[] values) => _groupAuthorization.Read(call, values, group =>
        RoleAssignmentFilter.Page(call, GroupViews.Roles(group), _maximumPageSize));

    /// <summary>The vendor documents 201 without a body: the new group is found by its name.</summary>
    private SandboxReply Create(SandboxCall call, string[] values) => _authorization.Write(call, values[0], _directories, values[1], directory =>
    {
        GroupBody? body = SandboxJson.Read(call.Request.Body, WireJson.Wire.GroupBody);
        if (body?.Name is not { } name || string.IsNullOrWhiteSpace(name))
            return SandboxErrors.BadRequest(call, "name is required.");
        return _people.Exclusively(() =>
        {
            if (_groups.ByName(directory, name) is not null)
                return SandboxErrors.Application(call, 409, "ADMIN-UAM-409-2", "Resource Conflicts", "A group with this name exists already.");
            SandboxGroup group = _groups.Create(directory, name, body.Description);
            call.Record(AuditAction.GroupCreated, group.AuditTarget);
            return new SandboxReply(201);
        });
    });

    private SandboxReply Delete(SandboxCall call, string[] values) => _groupAuthorization.Write(call, values, group => _people.Exclusively(() =>
    {
        if (!group.IsModifiable)
            return GroupAuthorization.External(call);
        if (group.IsDefault)
        {
            bool givesAdmin = group.Roles.Any(grant => !grant.Resource.IsProduct);
            return SandboxErrors.Application(call, 403, givesAdmin ? "ADMIN-403-7" : "ADMIN-403-6", "Forbidden", givesAdmin
                ? "Not allowed to delete group which grants admin access to a product or org"
                : "Not allowed to delete group with default-role attribute");
        }

        _groups.Delete(group);
        call.Record(AuditAction.GroupDeleted, group.AuditTarget);
        return SandboxReply.NoContent;
    }));
}
