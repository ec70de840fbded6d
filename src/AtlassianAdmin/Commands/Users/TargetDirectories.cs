using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Finds the directories that a cmdlet was told.</summary>
internal static class TargetDirectories
{
    /// <summary>The directories; null when none was told, which stands for every one that a person is in. One that is not there ends the command.</summary>
    public static IReadOnlyList<TargetDirectory>? Find(AtlassianCmdlet cmdlet, AdminClient client, IReadOnlyList<DirectoryReference>? references) =>
        references is null ? null : cmdlet.Run(async () =>
        {
            var directories = new List<TargetDirectory>();
            foreach (DirectoryReference reference in references)
            {
                string id = await ReferenceResolver.DirectoryAsync(client, reference, cmdlet.GiveUp).ConfigureAwait(false);
                directories.Add(new TargetDirectory(id, reference.Name));
            }

            return directories;
        });
}
