using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Deletes groups, and with them the access that they gave.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GroupChange))]
public sealed class RemoveAtlassianGroupCommand : GroupChangeCmdlet
{
    private protected override string Question => "Delete group";

    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    private protected override GroupOperation CreateOperation(Group group) => new GroupDeletion(group);
}
