using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Binding;

/// <summary>Why a list is empty that was asked for by ids: that what an id names is not there. A list with something in it has proven its ids.</summary>
internal static class EmptyList
{
    /// <summary>What is not there; null when all of it is, or that cannot be told.</summary>
    /// <param name="client">The client.</param>
    /// <param name="person">The person whose things were asked for; null for none.</param>
    /// <param name="directories">The directories that were asked for; null for all.</param>
    /// <param name="resources">The products that were asked for; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<AdminException?> ReasonAsync(
        AdminClient client,
        Subject? person,
        IReadOnlyList<DirectoryReference>? directories,
        IReadOnlyList<ResourceReference>? resources,
        CancellationToken cancellationToken)
    {
        var clients = new ConnectedClients(client);
        AdminException? missing = person is null ? null : await Existence.OfAccountAsync(clients, person, cancellationToken).ConfigureAwait(false);
        missing ??= await Existence.OfDirectoriesAsync(
            clients, directories?.Select(d => new TargetDirectory(d.Text, d.Name)).ToList(), cancellationToken).ConfigureAwait(false);
        foreach (ResourceReference resource in resources ?? [])
        {
            if (resource.IsResourceId)
                missing ??= await Existence.OfResourceAsync(clients, resource.Text, cancellationToken).ConfigureAwait(false);
        }

        return missing;
    }
}
