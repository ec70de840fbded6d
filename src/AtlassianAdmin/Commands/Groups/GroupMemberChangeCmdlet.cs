using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>A cmdlet that puts people into a group or takes them out.</summary>
public abstract class GroupMemberChangeCmdlet : AccountChangeCmdlet
{
    private readonly Dictionary<string, Group> _known = [];
    private readonly Dictionary<string, AdminException> _unknown = [];

    /// <summary>The group, by name, id or object. Groups of an identity provider are refused: they are changed there.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference Group { get; set; } = new("");

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected abstract bool MakesMember { get; }

    /// <summary>The group by its name where that is known: an id says nothing in a question.</summary>
    private protected string GroupName => _known.TryGetValue(Group.Text, out Group? group) ? group.ToString() : Group.ToString();

    private protected override AccountOperation CreateOperation(UserIdentity identity)
    {
        AdminClient client = Client;
        GroupReference reference = Group;
        string action = MakesMember ? "AddToGroup" : "RemoveFromGroup";
        if (_unknown.TryGetValue(reference.Text, out AdminException? fault))
            return new ImpossibleOperation(action, fault);
        if (!_known.TryGetValue(reference.Text, out Group? group))
        {
            try
            {
                group = Await(Begin(() => ReferenceResolver.GroupAsync(client, reference, directoryId: null, GiveUp)));
            }
            catch (AdminException e)
            {
                // Asked once, not once for each person.
                if (e.Code is ErrorCode.GroupNotFound or ErrorCode.AmbiguousIdentity)
                    _unknown[reference.Text] = e;
                return new ImpossibleOperation(action, e);
            }

            _known[reference.Text] = group;
        }

        return new GroupMembershipOperation(group, MakesMember);
    }
}
