using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Finds the groups that people are put into or taken out of.</summary>
internal sealed class GroupMembers(AtlassianCmdlet cmdlet, AdminClient client)
{
    private readonly ReferenceCache<Group> _groups = new(cmdlet);

    /// <summary>What is asked of everybody for each of the groups. A question has the name where that is known: an id says nothing there.</summary>
    public IEnumerable<AskedChange> ChangesOf(IEnumerable<GroupReference> references, string question, bool member)
    {
        foreach (GroupReference reference in references)
        {
            (Group? group, AdminException? fault) = _groups.Find(
                reference.Key, () => ReferenceResolver.GroupAsync(client, reference, directoryId: null, cmdlet.GiveUp));
            yield return new($"{question} {group?.ToString() ?? reference.ToString()}", group is null
                ? new GroupMembership(new TargetGroup("", reference.ToString(), DirectoryId: null), member) { Violation = fault }
                : GroupMembership.Of(group, member));
        }
    }
}
