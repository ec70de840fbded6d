using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Takes users out of a group of the connected SCIM directory, and so out of the organization's group that it is synchronized to.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimGroupMemberCommand : ScimGroupMemberChangeCmdlet
{
    private protected override string Question => $"Remove from SCIM group {Group}";

    private protected override bool MakesMember => false;
}
