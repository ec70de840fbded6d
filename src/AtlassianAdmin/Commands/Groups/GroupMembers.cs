using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Finds the groups that people are put into or taken out of.</summary>
internal sealed class GroupMembers(AtlassianCmdlet cmdlet, AdminClient client)
{
    private readonly ReferenceCache<Group> _groups = new(cmdlet);

    /// <summary>What is asked of everybody for one group.</summary>
    public GroupMembership SpecOf(GroupReference reference, bool member)
    {
        (Group? group, AdminException? fault) = _groups.Find(
            reference.Key, () => ReferenceResolver.GroupAsync(client, reference, directoryId: null, cmdlet.GiveUp));
        return group is null
            ? new GroupMembership(new TargetGroup("", reference.ToString(), DirectoryId: null), member) { Violation = fault }
            : GroupMembership.Of(group, member);
    }

    /// <summary>The group by its name where that is known: an id says nothing in a question.</summary>
    public string NameOf(GroupReference reference) => _groups.Known(reference.Key)?.ToString() ?? reference.ToString();
}
