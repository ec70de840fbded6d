using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>How many people fit the filters that a search has, and how many there are of each kind.</summary>
internal sealed class UserCountRoutes
{
    private static readonly string[] AccountStatuses = ["active", "inactive", "closed"];

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly SandboxDirectories _directories;

    public UserCountRoutes(OrganizationAuthorization authorization, PeopleStore people, SandboxDirectories directories)
    {
        _authorization = authorization;
        _people = people;
        _directories = directories;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/v2/orgs/{}/directories/{}/users/count", Count),
        new("GET", "/admin/v2/orgs/{}/directories/{}/users/stats", ReadStatistics),
    ];

    private SandboxReply Count(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
    {
        UserSearchRequest search = UserSearchRequest.Of(call);
        if (search.Problem() is { } problem)
            return SandboxErrors.BadRequest(call, problem);
        int count = Found(search, directory).Count;
        return SandboxReply.Json(200, SandboxJson.WriteObject(json => json.WriteNumber("count", count)));
    });

    /// <summary>Which roles are told of those that nobody has is a guess: all that a search knows.</summary>
    private SandboxReply ReadStatistics(SandboxCall call, string[] values) => _directories.Read(_authorization, call, values, directory =>
    {
        IReadOnlyList<SandboxPerson> people = Found(new UserSearchRequest(), directory);
        return SandboxReply.Json(200, SandboxJson.WriteObject(json =>
        {
            SandboxJson.WriteCounts(json, "accountStatus", "status", AccountStatuses, status => people.Count(person => person.AccountStatus == status));
            SandboxJson.WriteCounts(json, "roles", "roleId", Role.OfSearches.All, role => people.Count(person => SandboxAccess.RolesOf(person).Any(held => held.Role == role)));
        }));
    });

    private IReadOnlyList<SandboxPerson> Found(UserSearchRequest search, int? directory) =>
        new UserSearchQuery(search, _people, _directories.Ids, directory).Take(0, int.MaxValue, out _);
}
