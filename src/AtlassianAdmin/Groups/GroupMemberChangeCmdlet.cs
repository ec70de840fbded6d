using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Identities;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.Groups;

/// <summary>A cmdlet that puts people into a group or takes them out.</summary>
public abstract class GroupMemberChangeCmdlet : AccountChangeCmdlet
{
    private readonly Dictionary<string, Group> _known = [];

    /// <summary>The group, by name, id or object. Groups of an identity provider are refused: they are changed there.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference Group { get; set; } = new("");

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected abstract bool MakesMember { get; }

    private protected override AccountOperation CreateOperation(UserIdentity identity)
    {
        AdminClient client = Client;
        GroupReference reference = Group;
        if (!_known.TryGetValue(reference.Text, out Group? group))
        {
            try
            {
                group = Await(Begin(() => ReferenceResolver.GroupAsync(client, reference, directoryId: null, GiveUp)));
            }
            catch (AdminException e)
            {
                return new ImpossibleOperation(MakesMember ? "AddToGroup" : "RemoveFromGroup", e);
            }

            _known[reference.Text] = group;
        }

        return new GroupMembershipOperation(group, MakesMember);
    }
}
