using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Organizations;

/// <summary>Gives suspended people their access in directories back.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class ResumeAtlassianUserCommand : AccountChangeCmdlet
{
    private IReadOnlyList<string>? _directoryIds;

    /// <summary>The directories, by name, id or object; without it, every one the person is in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    private protected override string Question => "Resume in directory";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        _directoryIds = Run(() => ReferenceResolver.DirectoriesAsync(client, Directory, GiveUp));
    }

    private protected override AccountOperation CreateOperation(UserIdentity identity) => DirectoryOperation.Resume(_directoryIds);
}
