namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Takes users out of a group of the connected SCIM directory, and so out of the organization's group that it is synchronized to.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = PersonSet)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimGroupMemberCommand : GroupMemberCmdlet
{
    /// <summary>The groups of the SCIM directory, by name, id or object. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = PersonSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = GroupSet)]
    [Alias("ScimGroupId")]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference[]? Group { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override bool TakesAnyName => true;

    private ScimGroups Groups => field ??= new ScimGroups(this, Scim);

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) =>
        Groups.ChangesOf(GroupsOf(Group, ScimGroupReference.Beside(identity), identity), "Remove from SCIM group", member: false);
}
