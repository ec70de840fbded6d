using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Puts people into a group.</summary>
[Cmdlet(VerbsCommon.Add, "AtlassianGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class AddAtlassianGroupMemberCommand : PersonChangeCmdlet
{
    private GroupReference _group = new("");

    /// <summary>The group, by name, id or object. Groups of an identity provider are refused: they are changed there. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [AllowNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference? Group { get; set; }

    private protected override string Question => $"Add to group {Members.NameOf(_group)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private GroupMembers Members => field ??= new GroupMembers(this, Client);

    private protected override OperationSpec CreateSpec(UserIdentity identity)
    {
        _group = GroupOf(nameof(Group), Group, GroupReference.Beside(identity), identity);
        return Members.SpecOf(_group, member: true);
    }
}
