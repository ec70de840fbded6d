using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Commands.Site;

/// <summary>A cmdlet that puts people into a group of a site or takes them out.</summary>
public abstract class SiteGroupMemberChangeCmdlet : AccountChangeCmdlet
{
    private readonly Dictionary<string, SiteGroup> _known = [];
    private readonly Dictionary<string, AdminException> _unknown = [];

    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SiteGroupNameCompleter))]
    public GroupReference Group { get; set; } = new("");

    /// <summary>The connected site to use, or its host; without it the current one.</summary>
    [Parameter]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    [ValidateNotNull]
    public AtlassianSite? Site { get; set; }

    // No parameter here: a site has a connection of its own.
    /// <inheritdoc/>
    public sealed override AtlassianConnection? Connection { get; set; }

    private protected override IWorkplace Workplace => SiteInUse(Site);

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    private protected abstract bool MakesMember { get; }

    /// <summary>The group by its name where that is known: an id says nothing in a question.</summary>
    private protected string GroupName => _known.TryGetValue(Group.Text, out SiteGroup? group) ? group.ToString() : Group.ToString();

    private protected override AccountOperation CreateOperation(UserIdentity identity)
    {
        SiteClient client = SiteInUse(Site).Client;
        GroupReference reference = Group;
        string action = MakesMember ? "AddToGroup" : "RemoveFromGroup";
        if (_unknown.TryGetValue(reference.Text, out AdminException? fault))
            return new ImpossibleOperation(action, fault, "Site");
        if (!_known.TryGetValue(reference.Text, out SiteGroup? group))
        {
            try
            {
                group = Await(Begin(() => SiteGroupResolver.ResolveAsync(client, reference, GiveUp)));
            }
            catch (AdminException e)
            {
                // Asked once, not once for each person.
                if (e.Code is ErrorCode.GroupNotFound or ErrorCode.AmbiguousIdentity)
                    _unknown[reference.Text] = e;
                return new ImpossibleOperation(action, e, "Site");
            }

            _known[reference.Text] = group;
        }

        return new SiteGroupMembershipOperation(client, group, MakesMember);
    }
}
