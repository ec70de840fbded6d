using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>The roles of people: reading them all, changing those that are the person's own.</summary>
internal sealed class UserRoleRoutes
{
    private const string OrganizationAdmin = "atlassian/org-admin";
    private const int MaximumLimit = 100;

    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly SandboxAccess _access;
    private readonly SandboxDirectories _directories;
    private readonly int _maximumPageSize;

    public UserRoleRoutes(OrganizationAuthorization authorization, PeopleStore people, SandboxAccess access, SandboxDirectories directories, int? pageSize)
    {
        _authorization = authorization;
        _people = people;
        _access = access;
        _directories = directories;
        _maximumPageSize = pageSize ?? MaximumLimit;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/v2/orgs/{}/directories/{}/users/{}/role-assignments", Read),
        new("POST", "/admin/v1/orgs/{}/users/{}/roles/assign", (call, values) => OnResource(call, values, Assign)),
        new("POST", "/admin/v1/orgs/{}/users/{}/roles/revoke", (call, values) => OnResource(call, values, Revoke)),
        new("POST", "/admin/v1/orgs/{}/users/{}/role-assignments/assign", (call, values) => OnOrganization(call, values, Assign)),
        new("POST", "/admin/v1/orgs/{}/users/{}/role-assignments/revoke", (call, values) => OnOrganization(call, values, Revoke)),
    ];

    private SandboxReply Read(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        int? directory = _directories.Find(values[1]);
        if (directory is null && values[1] != SandboxDirectories.Every)
            return SandboxErrors.DirectoryNotFound(call);
        if (_people.ById(values[2]) is not { } person || (directory is { } only && !SandboxAccess.IsIn(person, only)))
            return SandboxErrors.UserNotInDirectory(call);
        IEnumerable<HeldRole> roles = SandboxAccess.RolesOf(person)
            .Where(role => directory is null || role.Resource.Directory is null || role.Resource.Directory == directory);
        return RoleAssignmentFilter.Page(call, roles.GroupBy(role => role.Resource).Select(held => Show(person, held)), _maximumPageSize);
    });

    private RoleAssignment Show(SandboxPerson person, IGrouping<SandboxResource, HeldRole> held) => new()
    {
        ResourceId = held.Key.ResourceId,
        ResourceOwner = held.Key.Owner,
        DirectoryId = held.Key.Directory is { } directory ? _directories.Ids[directory] : null,
        UserDirectoryStatus = held.Key.Directory is { } where ? DirectoryStatus(person, where) : null,
        RoleMethods = held.GroupBy(role => role.Role).Select(role => new RoleMethod
        {
            Role = role.Key,
            Methods = role.Select(way => way.Group is null ? "direct" : "group_direct").Distinct().ToArray(),
        }).ToArray(),
        RoleNames = held.Select(role => role.Role).Distinct().ToArray(),
    };

    private static string DirectoryStatus(SandboxPerson person, int directory) =>
        person.Memberships.FirstOrDefault(membership => membership.Directory == directory) switch
        {
            null => "no_membership",
            { IsSuspended: true } => "suspended",
            _ => "active",
        };

    private SandboxReply OnResource(SandboxCall call, string[] values, Func<SandboxCall, SandboxPerson, RoleGrant, SandboxReply> change) =>
        _authorization.Write(call, values[0], () =>
        {
            UserRoleBody? body = SandboxJson.Read(call.Request.Body, WireJson.Wire.UserRoleBody);
            if (body?.Role is not { } role)
                return SandboxErrors.BadRequest(call, "role is required.");
            if (!Role.OfUsers.All.Contains(role))
                return SandboxErrors.BadRequest(call, "role has an unknown value.");
            if (body.Resource is null && role != OrganizationAdmin)
                return SandboxErrors.BadRequest(call, "resource is required for this role.");
            SandboxResource? resource = body.Resource is null ? _access.Resources.Organization : _access.Resources.ById(body.Resource);
            if (resource is null)
                return SandboxErrors.Application(call, 404, "ADMIN-UAM-404-1", "Unknown Resource", "The resource was not found.");
            return resource.Has(role)
                ? OnPerson(call, values[1], new RoleGrant(resource, role), change)
                : SandboxErrors.Application(call, 400, "ADMIN-UAM-400-3", "Bad Request", "Invalid Role for Resource");
        });

    private SandboxReply OnOrganization(SandboxCall call, string[] values, Func<SandboxCall, SandboxPerson, RoleGrant, SandboxReply> change) =>
        _authorization.Write(call, values[0], () =>
            SandboxJson.Read(call.Request.Body, WireJson.Wire.UserRoleBody)?.Role == OrganizationAdmin
                ? OnPerson(call, values[1], new RoleGrant(_access.Resources.Organization, OrganizationAdmin), change)
                : SandboxErrors.BadRequest(call, "The role must be atlassian/org-admin."));

    private SandboxReply OnPerson(
        SandboxCall call, string accountId, RoleGrant grant, Func<SandboxCall, SandboxPerson, RoleGrant, SandboxReply> change) =>
        _people.Exclusively(() =>
        {
            // The code of a group, also for a person (documented).
            if (_people.ById(accountId) is not { } person || person.Memberships.Count == 0
                || (grant.Resource.Directory is { } directory && !SandboxAccess.IsIn(person, directory)))
            {
                return SandboxErrors.Application(call, 404, "ADMIN-UAM-404-3", "Not Found", "User not found");
            }

            return change(call, person, grant);
        });

    private SandboxReply Assign(SandboxCall call, SandboxPerson person, RoleGrant grant)
    {
        // A role that is there already stays there: a guess that suits a call which sets a state.
        if (person.State.Roles.Contains(grant))
            return SandboxReply.NoContent;
        if (person.Lifecycle != Lifecycle.Active)
            return SandboxErrors.Application(call, 400, "ADMIN-UAM-400-2", "Bad Request", "Inactive user");
        if (!_access.HasSeat(grant.Resource, person, grant.Role))
            return SandboxErrors.LicenseLimit(call);
        _people.Change(person, state => state with { Roles = [.. state.Roles, grant] });
        call.Record(AuditAction.RoleGranted, person.AuditTarget, grant.AuditTarget);
        return SandboxReply.NoContent;
    }

    /// <summary>Only the person's own role goes; what a group gives stays, as on the live service one can only guess.</summary>
    private SandboxReply Revoke(SandboxCall call, SandboxPerson person, RoleGrant grant)
    {
        if (person.State.Roles.Contains(grant))
        {
            _people.Change(person, state => state with { Roles = state.Roles.Where(other => other != grant).ToArray() });
            call.Record(AuditAction.RoleRevoked, person.AuditTarget, grant.AuditTarget);
        }

        return SandboxReply.NoContent;
    }
}
