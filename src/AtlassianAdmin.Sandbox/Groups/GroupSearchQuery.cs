using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Groups;

/// <summary>Finds the groups that a search asks for.</summary>
internal sealed class GroupSearchQuery
{
    private readonly GroupSearchRequest _search;
    private readonly GroupStore _groups;
    private readonly PeopleStore _people;
    private readonly IReadOnlyList<string> _directoryIds;
    private readonly int? _directory;

    public GroupSearchQuery(GroupSearchRequest search, GroupStore groups, PeopleStore people, IReadOnlyList<string> directoryIds, int? directory)
    {
        _search = search;
        _groups = groups;
        _people = people;
        _directoryIds = directoryIds;
        _directory = directory;
    }

    /// <summary>Takes a page from that place on, and tells where the next one starts; null at the end.</summary>
    public IReadOnlyList<SandboxGroup> Take(int start, int size, out int? next)
    {
        IReadOnlyList<SandboxGroup> candidates = _search.SortBy?[0].Direction switch
        {
            "asc" => _groups.Places.OrderBy(group => group.Name, StringComparer.OrdinalIgnoreCase).ToList(),
            "desc" => _groups.Places.OrderByDescending(group => group.Name, StringComparer.OrdinalIgnoreCase).ToList(),
            _ => _groups.Places,
        };
        var page = new List<SandboxGroup>();
        next = null;
        for (int i = start; i < candidates.Count; i++)
        {
            if (!Matches(candidates[i]))
                continue;
            if (page.Count == size)
            {
                next = i;
                break;
            }

            page.Add(candidates[i]);
        }

        return page;
    }

    private bool Matches(SandboxGroup group) =>
        _groups.Exists(group)
        && (_directory is not { } only || group.Directory == only)
        && (_search.DirectoryIds is not { } directories || directories.Contains(_directoryIds[group.Directory], StringComparer.OrdinalIgnoreCase))
        && (_search.SearchTerm is not { } term || group.Name.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0)
        && (_search.GroupNames is not { } names || names.Contains(group.Name, StringComparer.OrdinalIgnoreCase))
        && (_search.GroupIds is not { } ids || ids.Contains(group.GroupId, StringComparer.OrdinalIgnoreCase))
        && (_search.AccountIds is not { } accounts || accounts.Any(account => _people.ById(account) is { } person && GroupStore.Has(group, person)))
        && (_search.ResourceIds is not { } resources || group.Roles.Any(grant => resources.Contains(grant.Resource.ResourceId)))
        && (_search.ResourceOwners is not { } owners || group.Roles.Any(grant => owners.Contains(grant.Resource.Owner)))
        && (_search.RoleIds is not { } roles || group.Roles.Any(grant => roles.Contains(grant.Role)));
}
