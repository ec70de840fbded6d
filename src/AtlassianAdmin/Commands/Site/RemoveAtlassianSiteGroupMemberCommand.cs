namespace AtlassianAdmin.Commands.Site;

/// <summary>Takes people out of a group of a site, with the token of a site admin.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianSiteGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RemoveAtlassianSiteGroupMemberCommand : SiteGroupMemberChangeCmdlet
{
    private protected override string Question => $"Remove from group {GroupName}";

    private protected override bool MakesMember => false;
}
