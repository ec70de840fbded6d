using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Roles;

namespace AtlassianAdmin.Commands.Roles;

/// <summary>Gives people a role on a product, or on the organization. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Grant, "AtlassianUserRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class GrantAtlassianUserRoleCommand : PersonChangeCmdlet
{
    private RowProducts? _products;
    private ResourceReference? _named;
    private string _role = "";

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

    private protected override string Question => $"Grant role {_role}{(_named is null ? "" : " on " + _named)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _products = new RowProducts(this, Client);
        // One that is typed and not found ends the command.
        if (Resource is { } typed && _products.Of(typed).Fault is { } fault)
            Fail(fault);
    }

    private protected override IEnumerable<OperationSpec> CreateSpecs(UserIdentity identity)
    {
        foreach (string role in Role)
        {
            _role = role;
            yield return CreateSpec(identity);
        }
    }

    private protected override OperationSpec CreateSpec(UserIdentity identity)
    {
        // The role of the organization is given on no product; a list of products may stand beside it.
        bool isOnProduct = _role != AtlassianAdmin.Client.Roles.Role.OrganizationAdmin;
        (_named, string? resourceId, AdminException? fault) = Resource is { } resource ? _products!.Of(resource)
            : isOnProduct ? _products!.Of(identity.GivenRow)
            : default;
        return new UserRole(_role, resourceId ?? _named?.Text, Granted: true) { ResourceName = Client.Organizations.NameOf(resourceId), Violation = fault };
    }
}
