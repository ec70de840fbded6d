using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves groups, directories and resources to exactly one, or says which ones fit.</summary>
internal static class ReferenceResolver
{
    // Atlassian's names of today, for products whose keys are older.
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["jira"] = "jirasoftware",
        ["jiraservicemanagement"] = "jiraservicedesk",
        ["jsm"] = "jiraservicedesk",
    };

    public static async Task<Group> GroupAsync(
        AdminClient client, GroupReference reference, string? directoryId, CancellationToken cancellationToken)
    {
        OrganizationCheck.Require(reference.Origin, $"group {reference}");
        if (reference.Group is { } known)
            return known;
        reference.RequireGroup();
        if (reference.IsId)
        {
            Group group = await client.Groups.GetAsync(reference.Text, cancellationToken).ConfigureAwait(false);
            reference.RequireName(group.Name);
            return group;
        }

        var search = new GroupSearch
        {
            GroupNames = [reference.Text],
            DirectoryIds = directoryId is null ? null : [directoryId],
            Limit = OrganizationsClient.LargestPage,
        };
        List<Group> found = await Paging.ToListAsync(client.Groups.SearchAsync(search, cancellationToken)).ConfigureAwait(false);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new AdminException(ErrorCode.GroupNotFound, ("detail", $"no group is named '{reference.Text}'")),
            _ => throw await SeveralAsync(client, reference, found, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>The groups of a parameter, or null when none was given.</summary>
    public static async Task<IReadOnlyList<string>?> GroupsAsync(AdminClient client, IReadOnlyList<GroupReference>? references, CancellationToken cancellationToken)
    {
        if (references is null)
            return null;
        var ids = new List<string>();
        foreach (GroupReference reference in references)
            ids.Add((await GroupAsync(client, reference, directoryId: null, cancellationToken).ConfigureAwait(false)).GroupId);
        return ids;
    }

    private static async Task<AdminException> SeveralAsync(AdminClient client, GroupReference reference, List<Group> found, CancellationToken cancellationToken)
    {
        // People know directories by name.
        List<Directory> all = await Paging.ToListAsync(client.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        IEnumerable<string> groups = found.Select(g => $"{g.GroupId} in {all.Find(d => d.DirectoryId == g.DirectoryId)?.Name ?? $"directory {g.DirectoryId}"}");
        return new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"{found.Count} groups are named '{reference.Text}': {string.Join(", ", groups)}"));
    }

    public static async Task<string> DirectoryAsync(AdminClient client, DirectoryReference reference, CancellationToken cancellationToken)
    {
        OrganizationCheck.Require(reference.Origin, $"directory {reference}");
        if (reference.IsId)
            return reference.Text;
        List<Directory> all = await Paging.ToListAsync(client.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        List<Directory> found = all.Where(d => string.Equals(d.Name, reference.Text, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1
            ? found[0].DirectoryId
            : throw new AdminException(
                ErrorCode.DirectoryNotFound,
                ("detail", $"{(found.Count == 0 ? "none" : "more than one")} is named '{reference.Text}' (there are: {string.Join(", ", all.Select(d => $"{d.Name} ({d.DirectoryId})"))})"));
    }

    /// <summary>The directories of a parameter, or null when none was given.</summary>
    public static async Task<IReadOnlyList<string>?> DirectoriesAsync(
        AdminClient client, IReadOnlyList<DirectoryReference>? references, CancellationToken cancellationToken)
    {
        if (references is null)
            return null;
        var ids = new List<string>();
        foreach (DirectoryReference reference in references)
            ids.Add(await DirectoryAsync(client, reference, cancellationToken).ConfigureAwait(false));
        return ids;
    }

    public static async Task<string> ResourceAsync(AdminClient client, ResourceReference reference, CancellationToken cancellationToken)
    {
        OrganizationCheck.Require(reference.Origin, $"product {reference}");
        if (reference.IsResourceId)
            return reference.Text;
        if (reference.IsProductAlone)
            return TheOnly(reference, await ProductsAsync(client, reference, cancellationToken).ConfigureAwait(false));
        List<Workspace> found = await WorkspacesAsync(client, reference, cancellationToken).ConfigureAwait(false);
        return found.Count == 1
            ? found[0].ResourceId
            : throw new AdminException(
                ErrorCode.ResourceNotFound,
                ("detail", found.Count == 0
                    ? $"no product answers at '{reference.Text}'"
                    : $"several products answer at '{reference.Host}': {string.Join(", ", found.Select(w => $"{reference.Host}/{w.TypeKey}"))}"));
    }

    /// <summary>The resources of a parameter, or null when none was given. A host alone stands for all of its products.</summary>
    /// <param name="client">The client.</param>
    /// <param name="references">What was given.</param>
    /// <param name="isFilter">True where a product alone stands for the product of every site; false where it must be one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<string>?> ResourcesAsync(
        AdminClient client, IReadOnlyList<ResourceReference>? references, bool isFilter, CancellationToken cancellationToken)
    {
        if (references is null)
            return null;
        var ids = new List<string>();
        foreach (ResourceReference reference in references)
        {
            OrganizationCheck.Require(reference.Origin, $"product {reference}");
            if (reference.IsResourceId)
            {
                ids.Add(reference.Text);
                continue;
            }

            if (reference.IsProductAlone)
            {
                List<Workspace> sites = await ProductsAsync(client, reference, cancellationToken).ConfigureAwait(false);
                ids.AddRange(isFilter ? sites.Select(w => w.ResourceId) : [TheOnly(reference, sites)]);
                continue;
            }

            List<Workspace> found = await WorkspacesAsync(client, reference, cancellationToken).ConfigureAwait(false);
            if (found.Count == 0)
                throw new AdminException(ErrorCode.ResourceNotFound, ("detail", $"no product answers at '{reference.Text}'"));
            ids.AddRange(found.Select(w => w.ResourceId));
        }

        return ids;
    }

    /// <summary>All that the organization has of a product, one for each site.</summary>
    private static async Task<List<Workspace>> ProductsAsync(AdminClient client, ResourceReference reference, CancellationToken cancellationToken)
    {
        List<Workspace> all = await Paging.ToListAsync(client.Organizations.GetWorkspacesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        List<Workspace> found = all.Where(w => IsProduct(w, reference.Text)).ToList();
        return found.Count > 0
            ? found
            : throw new AdminException(
                ErrorCode.ResourceNotFound,
                ("detail", $"no product is '{reference.Text}'; there are {string.Join(", ", all.Select(AddressOf).Distinct())}"));
    }

    private static string TheOnly(ResourceReference reference, List<Workspace> sites) => sites.Count == 1
        ? sites[0].ResourceId
        : throw new AdminException(
            ErrorCode.ResourceNotFound,
            ("detail", $"several sites have the product '{reference.Text}'; there are {string.Join(", ", sites.Select(AddressOf).Distinct())}"));

    private static bool IsProduct(Workspace workspace, string name)
    {
        string product = FoldedText.Of(name);
        product = Keys.TryGetValue(product, out string? key) ? key : product;
        return FoldedText.Of(workspace.TypeKey ?? "") == product || FoldedText.Of(workspace.Type ?? "") == product;
    }

    private static string AddressOf(Workspace workspace) => workspace.Address ?? workspace.ResourceId;

    private static async Task<List<Workspace>> WorkspacesAsync(AdminClient client, ResourceReference reference, CancellationToken cancellationToken)
    {
        List<Workspace> all = await Paging.ToListAsync(client.Organizations.GetWorkspacesAsync(reference.Host, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return all
            .Where(w => Uri.TryCreate(w.HostUrl, UriKind.Absolute, out Uri? site) && string.Equals(site.Host, reference.Host, StringComparison.OrdinalIgnoreCase))
            .Where(w => reference.Product is null || IsProduct(w, reference.Product))
            .ToList();
    }
}
