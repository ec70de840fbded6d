using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>A cmdlet that puts users of the SCIM directory into a group there, or takes them out.</summary>
public abstract class ScimGroupMemberChangeCmdlet : ScimChangeCmdlet
{
    private readonly Dictionary<string, AccountOperation> _known = [];

    /// <summary>The group of the SCIM directory, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ScimGroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScimGroupNameCompleter))]
    public ScimGroupReference Group { get; set; } = new("");

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected abstract bool MakesMember { get; }

    // The group is asked for once, not once for each person.
    private protected override AccountOperation CreateOperation(UserIdentity identity)
    {
        if (_known.TryGetValue(Group.Text, out AccountOperation? known))
            return known;
        ScimGroupReference reference = Group;
        try
        {
            known = ScimUserOperation.SetMember(Scim, Await(Begin(() => reference.FindAsync(Scim, GiveUp))), MakesMember);
        }
        catch (AdminException e)
        {
            known = new ImpossibleOperation(MakesMember ? "AddToScimGroup" : "RemoveFromScimGroup", e, "Scim");
            if (e.Code is not (ErrorCode.GroupNotFound or ErrorCode.AmbiguousIdentity))
                return known;
        }

        _known[reference.Text] = known;
        return known;
    }
}
