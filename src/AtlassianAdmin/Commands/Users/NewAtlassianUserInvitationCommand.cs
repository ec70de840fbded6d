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

    private Invite? _invitation;

    /// <summary>E-mail addresses, people, or rows with a column that holds an address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("EmailAddress")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public UserIdentity[]? Email { get; set; }

    /// <summary>The column of each row that holds the address; without it, every column whose header says so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdentityColumn { get; set; }

    /// <summary>The role to give on each resource.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfInvitations))]
    public string Role { get; set; } = "atlassian/user";

    /// <summary>The products to give the role on: ARIs, workspace objects, or host and product.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference[]? Resource { get; set; }

    /// <summary>The groups to add to, by name, id or object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[]? Group { get; set; }

    /// <summary>Sends an e-mail; without it the service sends none.</summary>
    [Parameter]
    public SwitchParameter SendNotification { get; set; }

    /// <summary>The text of that e-mail.</summary>
    [Parameter]
    public string? NotificationText { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        UseEngine(new EngineSettings(ConfirmImpact.Medium));
        AdminClient client = Client;
        if (Resource is null && MyInvocation.BoundParameters.ContainsKey(nameof(Role)))
            Fail(new AdminException(ErrorCode.ResourceNotFound, ("detail", "-Role was given without -Resource, and a role is given on a product")));
        IReadOnlyList<InvitedRole>? roles = Resource is null ? null : Run(() => ReferenceResolver.ResourcesAsync(client, Resource, GiveUp))!
            .Select(r => new InvitedRole { Resource = r, Role = Role }).ToList();
        IReadOnlyList<string>? groups = Group is null ? null : Run(() => InvitedGroups.FindAsync(client, Group, GiveUp));
        _invitation = new Invite(roles, groups, SendNotification, NotificationText);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (UserIdentity identity in Identities.Take(Email, IdentityColumn))
        {
            string[] addresses = AddressesOf(identity);
            string email = addresses.FirstOrDefault() ?? identity.Input;
            Invite invitation = _invitation! with { AccountId = identity.AccountId, Violation = ViolationOf(identity, addresses) };
            // An address that comes twice is one person.
            Engine.Add(new Subject(email, email: email), invitation, "Invite", p => $"Invite {email} to {Used.DisplayName}", isRepeated: invitation.Violation is null && !_seen.Add(email));
        }
    }

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
