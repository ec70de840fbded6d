namespace AtlassianAdmin.Commands.Site;

/// <summary>Puts people into a group of a site, with the token of a site admin.</summary>
[Cmdlet(VerbsCommon.Add, "AtlassianSiteGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class AddAtlassianSiteGroupMemberCommand : SiteGroupMemberChangeCmdlet
{
    private protected override string Question => $"Add to group {GroupName}";

    private protected override bool MakesMember => true;
}
