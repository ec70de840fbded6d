using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Finds the directory of a group that is to be made.</summary>
internal static class NewGroupDirectory
{
    /// <summary>The directory that was named, or the only one that there is.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.AmbiguousIdentity"/> when there are several and none was named.</exception>
    public static async Task<string> FindAsync(AdminClient client, DirectoryReference? reference, CancellationToken cancellationToken)
    {
        if (reference is not null)
            return await ReferenceResolver.DirectoryAsync(client, reference, cancellationToken).ConfigureAwait(false);
        List<Directory> all = await Paging.ToListAsync(client.Organizations.GetDirectoriesAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        return all.Count switch
        {
            1 => all[0].DirectoryId,
            0 => throw new AdminException(ErrorCode.DirectoryNotFound, ("detail", "the organization has none")),
            _ => throw new AdminException(
                ErrorCode.AmbiguousIdentity,
                ("detail", $"there are several directories, add -Directory: {string.Join(", ", all.Select(d => $"{d.Name} ({d.DirectoryId})"))}")),
        };
    }
}
