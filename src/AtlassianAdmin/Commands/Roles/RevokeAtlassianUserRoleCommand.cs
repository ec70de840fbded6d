namespace AtlassianAdmin.Commands.Roles;

/// <summary>Takes a role from people on a product, or on the organization. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianUserRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianUserRoleCommand : PersonChangeCmdlet
{
    private UserRoles? _roles;

    /// <summary>The roles, such as atlassian/user.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Roles")]
    [ValidateNotNullOrEmpty]
    [KnownValues(typeof(AtlassianAdmin.Client.Roles.Role), nameof(AtlassianAdmin.Client.Roles.Role.OfUsers))]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string[] Role { get; set; } = [];

    /// <summary>The product: its ARI, a workspace object, or host and product. Every role but atlassian/org-admin needs it. Without it, the column Product of each row.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceId")]
    [AllowNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference? Resource { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _roles = new UserRoles(this, Client, Resource);
    }

    private protected override IEnumerable<AskedChange> ChangesOf(UserIdentity identity) => _roles!.ChangesOf(identity, Role, Resource, granted: false);
}
