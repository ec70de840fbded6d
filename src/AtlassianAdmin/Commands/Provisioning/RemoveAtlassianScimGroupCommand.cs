using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Deletes groups of the connected SCIM directory, the organization's groups that they are synchronized to, and the access that those gave.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GroupChange))]
public sealed class RemoveAtlassianScimGroupCommand : ScimGroupChangeCmdlet
{
    private protected override string Question => "Delete SCIM group";

    private protected override ScimGroupOperation CreateOperation() => ScimGroupOperation.Delete(Scim);
}
