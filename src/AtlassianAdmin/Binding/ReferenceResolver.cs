using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Binding;

/// <summary>Resolves groups, directories and resources to exactly one, or says which ones fit.</summary>
internal static class ReferenceResolver
{
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
            return await ProductAsync(client, reference, cancellationToken).ConfigureAwait(false);
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
    public static async Task<IReadOnlyList<string>?> ResourcesAsync(
        AdminClient client, IReadOnlyList<ResourceReference>? references, CancellationToken cancellationToken)
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
                ids.Add(await ProductAsync(client, reference, cancellationToken).ConfigureAwait(false));
                continue;
            }

            List<Workspace> found = await WorkspacesAsync(client, reference, cancellationToken).ConfigureAwait(false);
            if (found.Count == 0)
                throw new AdminException(ErrorCode.ResourceNotFound, ("detail", $"no product answers at '{reference.Text}'"));
            ids.AddRange(found.Select(w => w.ResourceId));
        }

        return ids;
    }

    /// <summary>The only one that the organization has of a product.</summary>
    private static async Task<string> ProductAsync(AdminClient client, ResourceReference reference, CancellationToken cancellationToken)
    {
        List<Workspace> all = await Paging.ToListAsync(client.Organizations.GetWorkspacesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        string product = FoldedText.Of(reference.Text);
        List<Workspace> found = all.Where(w => FoldedText.Of(w.TypeKey ?? "") == product || FoldedText.Of(w.Type ?? "") == product).ToList();
        return found.Count == 1
            ? found[0].ResourceId
            : throw new AdminException(
                ErrorCode.ResourceNotFound,
                ("detail", $"{(found.Count == 0 ? $"no product is '{reference.Text}'" : $"several sites have the product '{reference.Text}'")}; there are {string.Join(", ", (found.Count == 0 ? all : found).Select(AddressOf).Distinct())}"));
    }

    private static string AddressOf(Workspace workspace) =>
        Uri.TryCreate(workspace.HostUrl, UriKind.Absolute, out Uri? site) ? $"{site.Host}/{workspace.TypeKey}" : workspace.ResourceId;

    private static async Task<List<Workspace>> WorkspacesAsync(AdminClient client, ResourceReference reference, CancellationToken cancellationToken)
    {
        List<Workspace> all = await Paging.ToListAsync(client.Organizations.GetWorkspacesAsync(reference.Host, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return all
            .Where(w => Uri.TryCreate(w.HostUrl, UriKind.Absolute, out Uri? site) && string.Equals(site.Host, reference.Host, StringComparison.OrdinalIgnoreCase))
            .Where(w => reference.Product is null || string.Equals(w.TypeKey, reference.Product, StringComparison.OrdinalIgnoreCase))
            .ToList();
    }
}
