namespace AtlassianAdmin.Commands.Groups;

/// <summary>Puts people into a group.</summary>
[Cmdlet(VerbsCommon.Add, "AtlassianGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class AddAtlassianGroupMemberCommand : GroupMemberChangeCmdlet
{
    private protected override string Question => $"Add to group {GroupName}";

    private protected override bool MakesMember => true;
}
