using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Groups;

/// <summary>Groups: who is in them, and the roles that they give.</summary>
internal sealed class GroupMemberRoutes
{
    private readonly GroupAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly GroupStore _groups;
    private readonly SandboxAccess _access;

    public GroupMemberRoutes(GroupAuthorization authorization, PeopleStore people, GroupStore groups, SandboxAccess access)
    {
        _authorization = authorization;
        _people = people;
        _groups = groups;
        _access = access;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("POST", "/admin/v2/orgs/{}/directories/{}/groups/{}/memberships", AddMember),
        new("DELETE", "/admin/v2/orgs/{}/directories/{}/groups/{}/memberships/{}", RemoveMember),
        new("POST", "/admin/v2/orgs/{}/directories/{}/groups/{}/role-assignments/assign", AssignRole),
        new("POST", "/admin/v2/orgs/{}/directories/{}/groups/{}/role-assignments/revoke", RevokeRole),
    ];

    private SandboxReply AddMember(SandboxCall call, string[] values) => _authorization.Write(call, values, group => _people.Exclusively(() =>
    {
        MembershipBody? body = SandboxJson.Read(call.Request.Body, WireJson.Wire.MembershipBody);
        if (body?.AccountId is not { } accountId)
            return SandboxErrors.BadRequest(call, "accountId is required.");
        if (!group.IsModifiable)
            return GroupAuthorization.External(call);
        if (_people.ById(accountId) is not { } person || !SandboxAccess.IsIn(person, group.Directory))
            return SandboxErrors.UserNotInDirectory(call);
        if (GroupStore.Has(group, person))
            return SandboxErrors.Application(call, 409, "ADMIN-UAM-409-2", "Resource Conflicts", "The user is a member of the group already.");
        if (!group.Roles.All(grant => _access.HasSeat(grant.Resource, person, grant.Role)))
            return SandboxErrors.LicenseLimit(call);
        _groups.Add(group, person);
        call.Record(AuditAction.UserAddedToGroup, person.AuditTarget, group.AuditTarget);
        return SandboxReply.NoContent;
    }));

    /// <summary>The answer about somebody who is not in the group is not documented: 404 is the stricter of the two that are possible.</summary>
    private SandboxReply RemoveMember(SandboxCall call, string[] values) => _authorization.Write(call, values, group => _people.Exclusively(() =>
    {
        if (!group.IsModifiable)
            return GroupAuthorization.External(call);
        if (_people.ById(values[3]) is not { } person || !GroupStore.Has(group, person))
            return SandboxErrors.Application(call, 404, "ADMIN-UAM-404-1", "Unknown Resource", "One or more user not found in the group");
        _groups.Remove(group, person);
        call.Record(AuditAction.UserRemovedFromGroup, person.AuditTarget, group.AuditTarget);
        return SandboxReply.NoContent;
    }));

    private SandboxReply AssignRole(SandboxCall call, string[] values) => WithRole(call, values, (group, grant) =>
    {
        // A role that is there already stays there: a guess that suits a call which sets a state.
        if (group.Roles.Contains(grant))
            return new SandboxReply(200);
        if (!_access.HasSeat(grant.Resource, null, grant.Role))
            return SandboxErrors.LicenseLimit(call);
        group.Roles = [.. group.Roles, grant];
        call.Record(AuditAction.GroupRoleGranted, group.AuditTarget, grant.AuditTarget);
        return new SandboxReply(200);
    });

    private SandboxReply RevokeRole(SandboxCall call, string[] values) => WithRole(call, values, (group, grant) =>
    {
        if (group.Roles.Contains(grant))
        {
            group.Roles = group.Roles.Where(other => other != grant).ToArray();
            call.Record(AuditAction.GroupRoleRevoked, group.AuditTarget, grant.AuditTarget);
        }

        return SandboxReply.NoContent;
    });

    /// <summary>A group's roles are given here also where its members come from an identity provider.</summary>
    private SandboxReply WithRole(SandboxCall call, string[] values, System.Func<SandboxGroup, RoleGrant, SandboxReply> change) =>
        _authorization.Write(call, values, group => _people.Exclusively(() =>
        {
            GroupRoleBody? body = SandboxJson.Read(call.Request.Body, WireJson.Wire.GroupRoleBody);
            if (body?.RoleId is not { } role || body.ResourceId is not { } resourceId)
                return SandboxErrors.BadRequest(call, "roleId and resourceId are required.");
            if (!Role.OfGroups.All.Contains(role))
                return SandboxErrors.BadRequest(call, "roleId has an unknown value.");
            if (_access.Resources.ById(resourceId) is not { } resource)
                return SandboxErrors.Application(call, 404, "ADMIN-UAM-404-1", "Unknown Resource", "The resource was not found.");
            return resource.Has(role) && (resource.Directory is null || resource.Directory == group.Directory)
                ? change(group, new RoleGrant(resource, role))
                : SandboxErrors.Application(call, 400, "ADMIN-UAM-400-3", "Bad Request", "Invalid Role for Resource");
        }));
}
