using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Gives suspended people their access in directories back.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class ResumeAtlassianUserCommand : DirectoryUserChangeCmdlet
{
    private protected override string Question => "Resume in directory";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(IReadOnlyList<string>? directoryIds) => DirectoryOperation.Resume(directoryIds);
}
