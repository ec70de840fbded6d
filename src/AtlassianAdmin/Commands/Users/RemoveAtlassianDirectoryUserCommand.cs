using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Directories;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Removes people from a directory, with their groups and roles; only a new invitation brings them back. The account itself stays.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianDirectoryUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianDirectoryUserCommand : DirectoryUserChangeCmdlet
{
    private protected override string Question => "Remove from directory";

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override AccountOperation CreateOperation(IReadOnlyList<string>? directoryIds) => DirectoryOperation.Remove(directoryIds);
}
