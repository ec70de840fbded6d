using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Suspends people in directories: no products and no seat there, while groups, roles and the account itself stay.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AtlassianUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class SuspendAtlassianUserCommand : DirectoryUserChangeCmdlet
{
    private protected override string Question => "Suspend in directory";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected override AccountOperation CreateOperation(IReadOnlyList<string>? directoryIds) => DirectoryOperation.Suspend(directoryIds);
}
