using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>How many people fit the filters that a search has.</summary>
internal sealed class UserCountRoutes
{
    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly SandboxDirectories _directories;

    public UserCountRoutes(OrganizationAuthorization authorization, PeopleStore people, SandboxDirectories directories)
    {
        _authorization = authorization;
        _people = people;
        _directories = directories;
    }

    public IEnumerable<SandboxRoute> All => [new("GET", "/admin/v2/orgs/{}/directories/{}/users/count", Count)];

    private SandboxReply Count(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        int? directory = _directories.Find(values[1]);
        if (directory is null && values[1] != SandboxDirectories.Every)
            return SandboxErrors.DirectoryNotFound(call);
        UserSearchRequest search = Read(call);
        if (search.Problem() is { } problem)
            return SandboxErrors.BadRequest(call, problem);
        int count = new UserSearchQuery(search, _people, _directories.Ids, directory).Take(0, int.MaxValue, out _).Count;
        return SandboxReply.Json(200, SandboxJson.WriteObject(json => json.WriteNumber("count", count)));
    });

    private static UserSearchRequest Read(SandboxCall call) => new()
    {
        SearchTerm = call.Query("searchTerm"),
        EmailDomains = Values(call, "emailDomains"),
        AccountIds = Values(call, "accountIds"),
        DirectoryIds = Values(call, "directoryIds"),
        GroupIds = Values(call, "groupIds"),
        ResourceIds = Values(call, "resourceIds"),
        RoleIds = Values(call, "roleIds"),
        ClaimStatus = call.Query("claimStatus"),
        Status = Values(call, "status"),
        AccountStatus = Values(call, "accountStatus"),
        MembershipStatus = Values(call, "membershipStatus"),
        MfaEnabled = call.Query("mfaEnabled") switch { "true" => true, "false" => false, _ => null },
    };

    private static IReadOnlyList<string>? Values(SandboxCall call, string name) =>
        call.QueryAll(name) is { Count: > 0 } values ? values : null;
}
