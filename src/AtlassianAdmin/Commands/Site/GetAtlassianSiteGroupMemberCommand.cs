using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Commands.Site;

/// <summary>Gets the people of groups as a site shows them.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianSiteGroupMember", SupportsPaging = true)]
[OutputType(typeof(SiteUser))]
public sealed class GetAtlassianSiteGroupMemberCommand : AtlassianCmdlet
{
    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SiteGroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <summary>Gets also those who cannot sign in.</summary>
    [Parameter]
    public SwitchParameter IncludeInactive { get; set; }

    /// <summary>The connected site to use, or its host; without it the current one.</summary>
    [Parameter]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    [ValidateNotNull]
    public AtlassianSite? Site { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SiteClient client = SiteInUse(Site).Client;
        ReadEach(Group, group => group.Text, reference =>
        {
            SiteGroup group = Await(Begin(() => SiteGroupResolver.ResolveAsync(client, reference, GiveUp)));
            Stream(token => client.Groups.GetMembersAsync(group.GroupId, IncludeInactive, token));
        });
    }
}
