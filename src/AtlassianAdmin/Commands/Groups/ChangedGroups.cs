using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Finds the groups that a cmdlet changes, and hands what is asked for each to the engine.</summary>
internal static class ChangedGroups
{
    public static void Add(
        AtlassianCmdlet cmdlet,
        ChangeEngine engine,
        AdminClient client,
        IReadOnlyList<GroupReference> references,
        DirectoryReference? directory,
        string question,
        Func<Group, OperationSpec> specOf)
    {
        foreach (GroupReference reference in cmdlet.GroupsOfList.Take(references))
            engine.Add(reference.ToString(), SpecOf(cmdlet, client, reference, directory, specOf), question);
    }

    private static OperationSpec SpecOf(
        AtlassianCmdlet cmdlet, AdminClient client, GroupReference reference, DirectoryReference? directory, Func<Group, OperationSpec> specOf)
    {
        try
        {
            return specOf(cmdlet.Await(cmdlet.Begin(() => FindAsync(client, reference, directory, cmdlet.GiveUp))));
        }
        catch (AdminException e)
        {
            return specOf(new Group { Name = reference.ToString() }) with { Violation = e };
        }
    }

    private static async Task<Group> FindAsync(AdminClient client, GroupReference reference, DirectoryReference? directory, CancellationToken cancellationToken)
    {
        string? directoryId = directory is null ? null : await ReferenceResolver.DirectoryAsync(client, directory, cancellationToken).ConfigureAwait(false);
        return await ReferenceResolver.GroupAsync(client, reference, directoryId, cancellationToken).ConfigureAwait(false);
    }
}
