using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Invites people to the organization, with roles and groups. What was not given to whom is told person by person.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianUserInvitation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(UserInvitationResult))]
public sealed class NewAtlassianUserInvitationCommand : ConnectedCmdlet
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Invite> _invitations = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyList<InvitedRole>? _roles;
    private IReadOnlyList<string>? _groups;

    /// <summary>E-mail addresses, people, or rows with a column that holds an address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("EmailAddress")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Email { get; set; }

    /// <summary>The column of each row that holds the address; without it, every column whose header says so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? IdentityColumn { get; set; }

    /// <summary>The role to give on each resource.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfInvitations))]
    public string Role { get; set; } = "atlassian/user";

    /// <summary>The products to give the role on: ARIs, workspace objects, or host and product. Without it, the column Product of each row.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Product")]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference[]? Resource { get; set; }

    /// <summary>The groups to add to, by name, id or object. Without it, the columns Group, 'Group name' and 'Group id' of each row.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    /// <summary>Sends an e-mail; without it the service sends none.</summary>
    [Parameter]
    public SwitchParameter SendNotification { get; set; }

    /// <summary>The text of that e-mail.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? NotificationText { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        UseEngine(new EngineSettings(ConfirmImpact.Medium));
        AdminClient client = Client;
        // Rows may tell the product; whoever types everything does not mean that.
        if (Resource is null && !MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(nameof(Role)))
            Fail(new AdminException(ErrorCode.ResourceNotFound, ("detail", "-Role was given without -Resource, and a role is given on a product")));
        _roles = Resource is null ? null : RolesOn(Run(() => ReferenceResolver.ResourcesAsync(client, Resource, isFilter: false, GiveUp))!);
        _groups = Group is null ? null : Run(() => InvitedGroups.FindAsync(client, Group, GiveUp));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (UserIdentity identity in Identities.Take(Email, IdentityColumn))
        {
            string[] addresses = AddressesOf(identity);
            string email = addresses.FirstOrDefault() ?? identity.Input;
            (string asked, Invite given) = InvitationOf(identity.GivenRow);
            Invite invitation = given with { AccountId = identity.AccountId, Violation = ViolationOf(identity, addresses) ?? given.Violation };
            // An address that comes twice with the same groups and products is one person.
            Engine.Add(
                new Subject(email, email: email), invitation, "Invite", p => $"Invite {email} to {Used.DisplayName}{asked}", isRepeated: invitation.Violation is null && !_seen.Add(email + asked));
        }
    }

    /// <summary>What is given to the person of a row: what was typed, and else what the row names. The same for all rows that name the same.</summary>
    private (string Asked, Invite Invitation) InvitationOf(object? row)
    {
        IReadOnlyList<string> products = row is null || Resource is not null ? [] : RowProduct.Of(row);
        GroupReference? group = row is null || Group is not null ? null : GroupReference.Of(row);
        string asked = (group is null ? "" : $", group {group.Key.Replace('\n', ' ')}") + (products.Count == 0 ? "" : $", {string.Join(", ", products)}");
        if (!_invitations.TryGetValue(asked, out Invite? invitation))
            _invitations[asked] = invitation = Resolve(products, group);
        return (asked, invitation);
    }

    private Invite Resolve(IReadOnlyList<string> products, GroupReference? group)
    {
        AdminClient client = Client;
        try
        {
            IReadOnlyList<InvitedRole>? roles = products.Count == 0 ? _roles
                : RolesOn(Await(Begin(() => ReferenceResolver.ResourcesAsync(client, products.Select(p => new ResourceReference(p)).ToList(), isFilter: false, GiveUp)))!);
            IReadOnlyList<string>? groups = group is null ? _groups : Await(Begin(() => InvitedGroups.FindAsync(client, [group], GiveUp)));
            AdminException? violation = roles is null && MyInvocation.BoundParameters.ContainsKey(nameof(Role))
                ? new AdminException(ErrorCode.ResourceNotFound, ("detail", "-Role was given without -Resource, and the row has no column Product: a role is given on a product"))
                : null;
            return new Invite(roles, groups, SendNotification, NotificationText) { Violation = violation };
        }
        catch (AdminException e)
        {
            return new Invite(Roles: null, GroupIds: null, SendNotification, NotificationText) { Violation = e };
        }
    }

    private List<InvitedRole> RolesOn(IReadOnlyList<string> resources) => resources.Select(r => new InvitedRole { Resource = r, Role = Role }).ToList();

    /// <summary>The addresses that count: those of the work before those that people log in with elsewhere.</summary>
    private static string[] AddressesOf(UserIdentity identity)
    {
        List<PersonClue> addresses = identity.Clues.Where(clue => clue.Kind == ClueKind.Email).OrderBy(clue => clue.Rank).ToList();
        return addresses.Where(clue => clue.Rank == addresses[0].Rank).Select(clue => clue.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
    }

    private AdminException? ViolationOf(UserIdentity identity, string[] addresses)
    {
        if (OrganizationCheck.Refusal(identity.Origin, identity.Input) is { } refusal)
            return refusal;
        if (addresses.Length == 0)
            return new AdminException(ErrorCode.InvalidIdentity, ("detail", identity.Fault ?? $"'{identity.Input}' is no e-mail address"));
        string[] accounts = identity.Clues.Where(clue => clue.Kind == ClueKind.AccountId).Select(clue => clue.Value).Distinct(StringComparer.Ordinal).ToArray();
        return addresses.Length > 1 ? new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"the row has the addresses {string.Join(", ", addresses)}"))
            : accounts.Length > 1 ? new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"the row has the account ids {string.Join(", ", accounts)}"))
            : null;
    }
}
