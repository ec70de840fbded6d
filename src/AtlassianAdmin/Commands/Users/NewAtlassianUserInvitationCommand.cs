using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Users;

/// <summary>Invites people to the organization, with roles and groups. What was not given to whom is told person by person.</summary>
[Cmdlet(VerbsCommon.New, "AtlassianUserInvitation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(UserInvitationResult))]
public sealed class NewAtlassianUserInvitationCommand : ConnectedCmdlet
{
    private Invitations? _invitations;

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
        bool isRoleTyped = MyInvocation.BoundParameters.ContainsKey(nameof(Role));
        // Rows may tell the product; whoever types everything does not mean that.
        if (Resource is null && !MyInvocation.ExpectingInput && isRoleTyped)
            Fail(new AdminException(ErrorCode.ResourceNotFound, ("detail", "-Role was given without -Resource, and a role is given on a product")));
        _invitations = new Invitations(this, Engine, Used, Role, isRoleTyped);
        _invitations.TakeTyped(Resource, Group, SendNotification, NotificationText);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _invitations!.Add(Identities.Take(Email, IdentityColumn));
}
