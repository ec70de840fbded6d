using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Commands.Site;

/// <summary>Finds the groups of a site that people are put into or taken out of.</summary>
internal sealed class SiteGroupMembers(AtlassianCmdlet cmdlet, SiteClient client)
{
    private readonly ReferenceCache<SiteGroup> _groups = new(cmdlet);

    /// <summary>What is asked of everybody for one group.</summary>
    public SiteGroupMembership SpecOf(GroupReference reference, bool member)
    {
        (SiteGroup? group, AdminException? fault) = _groups.Find(reference.Key, () => SiteGroupResolver.ResolveAsync(client, reference, cmdlet.GiveUp));
        return new SiteGroupMembership(group?.GroupId ?? "", group?.ToString() ?? reference.ToString(), member, client.Host) { Violation = fault };
    }

    /// <summary>The group by its name where that is known: an id says nothing in a question.</summary>
    public string NameOf(GroupReference reference) => _groups.Known(reference.Key)?.ToString() ?? reference.ToString();
}
