using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Takes people out of a group.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianGroupMemberCommand : PersonChangeCmdlet
{
    /// <summary>The group, by name, id or object. Groups of an identity provider are refused: they are changed there.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference Group { get; set; } = new("");

    private protected override string Question => $"Remove from group {Members.NameOf(Group)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private GroupMembers Members => field ??= new GroupMembers(this, Client);

    private protected override OperationSpec CreateSpec(UserIdentity identity) => Members.SpecOf(Group, member: false);
}
