using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Puts users into a group of the connected SCIM directory.</summary>
[Cmdlet(VerbsCommon.Add, "AtlassianScimGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class AddAtlassianScimGroupMemberCommand : ScimGroupMemberChangeCmdlet
{
    private protected override string Question => $"Add to SCIM group {Group}";

    private protected override bool MakesMember => true;
}
