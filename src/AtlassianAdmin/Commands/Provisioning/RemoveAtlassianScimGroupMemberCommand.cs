using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Takes users out of a group of the connected SCIM directory, and so out of the organization's group that it is synchronized to.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimGroupMemberCommand : PersonChangeCmdlet
{
    private ScimGroupReference _group = new("");

    /// <summary>The group of the SCIM directory, by name, id or object. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ScimGroupId")]
    [AllowNull]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference? Group { get; set; }

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override string Question => $"Remove from SCIM group {Groups.NameOf(_group)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private ScimGroups Groups => field ??= new ScimGroups(this, Scim);

    private protected override OperationSpec CreateSpec(UserIdentity identity)
    {
        _group = GroupOf(nameof(Group), Group, ScimGroupReference.Beside(identity), identity: null);
        return Groups.MembershipOf(_group, member: false);
    }
}
