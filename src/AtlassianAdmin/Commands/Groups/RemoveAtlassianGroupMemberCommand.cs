using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Takes people out of a group.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = PersonSet)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianGroupMemberCommand : GroupMemberCmdlet
{
    private GroupReference _group = new("");

    /// <summary>The groups, by name, id or object. Groups of an identity provider are refused: they are changed there. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = PersonSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = GroupSet)]
    [Alias("GroupId")]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    private protected override string Question => $"Remove from group {Members.NameOf(_group)}";

    private GroupMembers Members => field ??= new GroupMembers(this, Client);

    private protected override IEnumerable<OperationSpec> CreateSpecs(UserIdentity identity)
    {
        foreach (GroupReference group in GroupsOf(Group, GroupReference.Beside(identity), identity))
        {
            _group = group;
            yield return Members.SpecOf(_group, member: false);
        }
    }
}
