using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Commands.Site;

/// <summary>Finds the groups of a site that people are put into or taken out of.</summary>
internal sealed class SiteGroupMembers(AtlassianCmdlet cmdlet, SiteClient client)
{
    private readonly ReferenceCache<SiteGroup> _groups = new(cmdlet);

    /// <summary>What is asked of everybody for each of the groups. A question has the name where that is known: an id says nothing there.</summary>
    public IEnumerable<AskedChange> ChangesOf(IEnumerable<GroupReference> references, string question, bool member)
    {
        foreach (GroupReference reference in references)
        {
            (SiteGroup? group, AdminException? fault) = _groups.Find(reference.Key, () => SiteGroupResolver.ResolveAsync(client, reference, cmdlet.GiveUp));
            string name = group?.ToString() ?? reference.ToString();
            yield return new($"{question} {name}", new SiteGroupMembership(group?.GroupId ?? "", name, member, client.Host) { Violation = fault });
        }
    }
}
