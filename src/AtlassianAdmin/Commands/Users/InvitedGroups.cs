using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Finds the groups of an invitation: all that are named, or none.</summary>
internal static class InvitedGroups
{
    /// <exception cref="AdminException">A group cannot be found, or its members cannot be changed here.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(AdminClient client, IReadOnlyList<GroupReference> references, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (GroupReference reference in references)
        {
            Group group = await ReferenceResolver.GroupAsync(client, reference, directoryId: null, cancellationToken).ConfigureAwait(false);
            if (GroupLock.Violation(group) is { } violation)
                throw violation;
            ids.Add(group.GroupId);
        }

        return ids;
    }
}
