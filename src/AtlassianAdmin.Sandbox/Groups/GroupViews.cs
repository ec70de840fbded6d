using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Groups;

/// <summary>How a group looks, in the client's own models.</summary>
internal static class GroupViews
{
    public static Group Group(SandboxGroup group, IReadOnlyList<string> directoryIds, bool withUsers, bool withResources) => new()
    {
        GroupId = group.GroupId,
        Name = group.Name,
        Description = group.Description,
        DirectoryId = directoryIds[group.Directory],
        ManagedBy = group.ManagedBy,
        ExternalSynced = group.IsExternal,
        ManagementAccess = new GroupManagementAccess
        {
            Readable = true,
            Modifiable = group.IsModifiable,
            Deletable = group.IsModifiable && !group.IsDefault,
        },
        Counts = withUsers || withResources
            ? new GroupCounts
            {
                Users = withUsers ? group.MemberCount : null,
                Resources = withResources ? group.Roles.Select(grant => grant.Resource).Distinct().Count() : null,
            }
            : null,
        Links = new PageLinks { Self = group.GroupId },
    };

    /// <summary>The roles of a group, resource by resource.</summary>
    public static IEnumerable<RoleAssignment> Roles(SandboxGroup group) =>
        group.Roles.GroupBy(grant => grant.Resource).OrderBy(roles => roles.Key.Index).Select(roles => new RoleAssignment
        {
            ResourceId = roles.Key.ResourceId,
            ResourceOwner = roles.Key.Owner,
            RoleNames = roles.Select(grant => grant.Role).ToArray(),
            DefaultRole = group.IsDefault && roles.Key.IsProduct ? roles.First().Role : null,
        });
}
