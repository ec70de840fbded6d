using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Reads the roles that groups give their members.</summary>
internal static class GroupRoles
{
    /// <summary>The roles of one group, each with its id and its name.</summary>
    public static async Task<List<RoleAssignment>> ReadAsync(AdminClient client, GroupReference reference, CancellationToken cancellationToken)
    {
        Group group = await ReferenceResolver.GroupAsync(client, reference, directoryId: null, cancellationToken).ConfigureAwait(false);
        List<RoleAssignment> roles = await Paging.ToListAsync(client.Groups.GetRolesAsync(group.GroupId, cancellationToken)).ConfigureAwait(false);
        foreach (RoleAssignment role in roles)
            (role.GroupId, role.Name) = (group.GroupId, group.Name);
        return roles;
    }
}
