namespace AtlassianAdmin.Commands.Groups;

/// <summary>Takes people out of a group.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianGroupMemberCommand : GroupMemberChangeCmdlet
{
    private protected override string Question => $"Remove from group {GroupName}";

    private protected override bool MakesMember => false;
}
