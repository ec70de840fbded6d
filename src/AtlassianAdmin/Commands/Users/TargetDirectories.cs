using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Finds the directories that a cmdlet was told.</summary>
internal static class TargetDirectories
{
    /// <summary>The directories; null when none was told, which stands for every one that a person is in. One that is not there ends the command.</summary>
    public static IReadOnlyList<TargetDirectory>? Find(AtlassianCmdlet cmdlet, AdminClient client, IReadOnlyList<DirectoryReference>? references)
    {
        if (references is null)
            return null;
        // What a preview tells goes into plans, which people read.
        bool namesThem = cmdlet.IsOn("WhatIf", "WhatIfPreference");
        return cmdlet.Run(async () =>
        {
            var directories = new List<TargetDirectory>();
            foreach (DirectoryReference reference in references)
            {
                string id = await ReferenceResolver.DirectoryAsync(client, reference, cmdlet.GiveUp).ConfigureAwait(false);
                if (namesThem && reference.Name is null && client.Organizations.NameOf(id) is null)
                    await Paging.ToListAsync(client.Organizations.GetDirectoriesAsync(cancellationToken: cmdlet.GiveUp)).ConfigureAwait(false);
                directories.Add(new TargetDirectory(id, reference.Name ?? client.Organizations.NameOf(id)));
            }

            return directories;
        });
    }
}
