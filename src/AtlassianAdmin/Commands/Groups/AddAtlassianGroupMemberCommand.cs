namespace AtlassianAdmin.Commands.Groups;

/// <summary>Puts people into a group.</summary>
[Cmdlet(VerbsCommon.Add, "AtlassianGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = PersonSet)]
[OutputType(typeof(Change))]
public sealed class AddAtlassianGroupMemberCommand : GroupMemberCmdlet
{
    /// <summary>The groups, by name, id or object. Groups of an identity provider are refused: they are changed there. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = PersonSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = GroupSet)]
    [Alias("GroupId")]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    private GroupMembers Members => field ??= new GroupMembers(this, Client);

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) =>
        Members.ChangesOf(GroupsOf(Group, GroupReference.Beside(identity), identity), "Add to group", member: true);
}
