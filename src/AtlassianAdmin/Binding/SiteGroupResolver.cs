using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves a group of a site by its exact name or its id to exactly one.</summary>
internal static class SiteGroupResolver
{
    public static async Task<SiteGroup> ResolveAsync(SiteClient site, GroupReference reference, CancellationToken cancellationToken)
    {
        reference.RequireGroup();
        IAsyncEnumerable<SiteGroup> asked = reference.IsId
            ? site.Groups.ListAsync(groupIds: [reference.Text], cancellationToken: cancellationToken)
            : site.Groups.ListAsync(groupNames: [reference.Text], cancellationToken: cancellationToken);
        List<SiteGroup> found = (await Paging.ToListAsync(asked).ConfigureAwait(false)).Where(group => Is(group, reference)).ToList();
        if (found.Count == 1)
            reference.RequireName(found[0].Name);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new AdminException(ErrorCode.GroupNotFound, ("detail", $"the site {site.Host} shows none that {(reference.IsId ? "has the id" : "is named")} '{reference.Text}'")),
            _ => throw new AdminException(
                ErrorCode.AmbiguousIdentity,
                ("detail", $"{found.Count} groups of the site {site.Host} are named '{reference.Text}': {string.Join(", ", found.Select(g => g.GroupId))}; give the id of the one that is meant")),
        };
    }

    // What the site sends beside the one that was asked for is not taken for it.
    private static bool Is(SiteGroup group, GroupReference reference) =>
        string.Equals(reference.IsId ? group.GroupId : group.Name, reference.Text, StringComparison.OrdinalIgnoreCase);
}
