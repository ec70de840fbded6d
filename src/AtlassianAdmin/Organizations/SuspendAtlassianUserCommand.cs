using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Organizations;

/// <summary>Suspends people in directories: no products and no seat there, while groups, roles and the account itself stay.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class SuspendAtlassianUserCommand : AccountChangeCmdlet
{
    private IReadOnlyList<string>? _directoryIds;

    /// <summary>The directories, by name, id or object; without it, every one the person is in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    private protected override string Question => "Suspend in directory";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        _directoryIds = Run(() => ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp));
    }

    private protected override AccountOperation CreateOperation(UserIdentity identity) => DirectoryOperation.Suspend(_directoryIds);
}
