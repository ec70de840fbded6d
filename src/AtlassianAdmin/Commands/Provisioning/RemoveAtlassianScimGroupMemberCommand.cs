using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Takes users out of a group of the connected SCIM directory, and so out of the organization's group that it is synchronized to.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianScimGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianScimGroupMemberCommand : PersonChangeCmdlet
{
    /// <summary>The group of the SCIM directory, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ScimGroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference Group { get; set; } = new("");

    private protected override ITargetConnection TargetConnection => field ??= new ScimTarget(Used, Scim);

    private protected override string Question => $"Remove from SCIM group {Groups.NameOf(Group)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private ScimGroups Groups => field ??= new ScimGroups(this, Scim);

    private protected override OperationSpec CreateSpec(UserIdentity identity) => Groups.MembershipOf(Group, member: false);
}
