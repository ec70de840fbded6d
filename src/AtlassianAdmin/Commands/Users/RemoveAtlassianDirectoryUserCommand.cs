using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Removes people from a directory, with their groups and roles; only a new invitation brings them back. The account itself stays.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianDirectoryUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianDirectoryUserCommand : PersonChangeCmdlet
{
    private IReadOnlyList<TargetDirectory>? _directories;

    /// <summary>The directories, by name, id or object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _directories = TargetDirectories.Find(this, Client, Directory);
    }

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Remove from directory", new RemoveAccess(_directories))];
}
