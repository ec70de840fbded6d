using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Organizations;

/// <summary>Removes people from a directory, with their groups and roles; only a new invitation brings them back. The account itself stays.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianDirectoryUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianDirectoryUserCommand : AccountChangeCmdlet
{
    private IReadOnlyList<string>? _directoryIds;

    /// <summary>The directories, by name, id or object; needed when the person is in several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    private protected override string Question => "Remove from directory";

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        _directoryIds = Run(() => ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp));
    }

    private protected override AccountOperation CreateOperation(UserIdentity identity) => DirectoryOperation.Remove(_directoryIds);
}
