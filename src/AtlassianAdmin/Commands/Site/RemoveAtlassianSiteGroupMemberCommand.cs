namespace AtlassianAdmin.Commands.Site;

/// <summary>Takes people out of a group of a site, with the token of a site admin.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianSiteGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = PersonSet)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianSiteGroupMemberCommand : GroupMemberCmdlet
{
    /// <summary>The groups, by name, id or object. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = PersonSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = GroupSet)]
    [Alias("GroupId")]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(SiteGroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    /// <summary>The connected site to use, or its host; without it the current one.</summary>
    [Parameter]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    [ValidateNotNull]
    public AtlassianSite? Site { get; set; }

    // No parameter here: a site has a connection of its own.
    /// <inheritdoc/>
    public override AtlassianConnection? Connection { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new SiteTarget(SiteInUse(Site));

    private SiteGroupMembers Members => field ??= new SiteGroupMembers(this, SiteInUse(Site).Client);

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) =>
        Members.ChangesOf(GroupsOf(Group, GroupReference.Beside(identity), identity), "Remove from group", member: false);
}
