using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Gives suspended people their access in directories back.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class ResumeAtlassianUserCommand : PersonChangeCmdlet
{
    private IReadOnlyList<TargetDirectory>? _directories;

    /// <summary>The directories, by name, id or object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference[]? Directory { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _directories = TargetDirectories.Find(this, Client, Directory);
    }

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => [new("Resume in directory", new ResumeAccess(_directories))];
}
