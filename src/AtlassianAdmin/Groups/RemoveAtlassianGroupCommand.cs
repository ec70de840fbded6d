using System.Management.Automation;
using System.Threading.Tasks;

namespace AtlassianAdmin.Groups;

/// <summary>Deletes groups, and with them the access that they gave.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GroupChange))]
public sealed class RemoveAtlassianGroupCommand : GroupChangeCmdlet
{
    private protected override string Question => "Delete group";

    private protected override string Gerund => "deleting";

    private protected override string Action => "DeleteGroup";

    private protected override bool Deletes => true;

    private protected override Task<int> SendAsync(AdminClient client, Group group) =>
        client.Groups.DeleteAsync(group.DirectoryId!, group.GroupId, GiveUp);
}
