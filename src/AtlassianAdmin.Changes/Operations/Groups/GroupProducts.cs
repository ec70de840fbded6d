using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>The products that a group gives to its members.</summary>
internal static class GroupProducts
{
    /// <summary>Says which products a group gives; null when it gives none.</summary>
    public static async Task<string?> DescribeAsync(ConnectedClients clients, TargetGroup group, CancellationToken cancellationToken)
    {
        List<string> products = await clients.Answers.GetAsync($"products of {group.GroupId}", () => ReadAsync(clients, group.GroupId, cancellationToken)).ConfigureAwait(false);
        return products.Count == 0 ? null : $"the group gives {string.Join(", ", products)}";
    }

    /// <summary>The same of a group that is known by its name only; null when there is no such group, or several.</summary>
    public static async Task<string?> DescribeAsync(ConnectedClients clients, string? name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        List<Group> found = await clients.Answers.GetAsync(
            $"groups named {name}",
            () => Paging.ToListAsync(clients.Organization.Groups.SearchAsync(new GroupSearch { GroupNames = [name!] }, cancellationToken))).ConfigureAwait(false);
        return found.Count == 1 ? await DescribeAsync(clients, TargetGroup.Of(found[0]), cancellationToken).ConfigureAwait(false) : null;
    }

    private static async Task<List<string>> ReadAsync(ConnectedClients clients, string groupId, CancellationToken cancellationToken)
    {
        var products = new List<string>();
        await foreach (RoleAssignment assignment in clients.Organization.Groups.GetRolesAsync(groupId, cancellationToken).ConfigureAwait(false))
        {
            if ((assignment.ResourceOwner ?? assignment.ResourceId) is { } product && assignment.Roles.Count > 0)
                products.Add(product);
        }

        // One product on several sites is told once, with how often.
        return products.GroupBy(p => p, StringComparer.OrdinalIgnoreCase).Select(p => p.Count() == 1 ? p.Key : $"{p.Key} ({p.Count()} sites)").ToList();
    }
}
