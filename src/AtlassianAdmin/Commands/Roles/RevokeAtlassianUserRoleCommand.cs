using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Commands.Roles;

/// <summary>Takes a role from people on a product, or on the organization. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianUserRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class RevokeAtlassianUserRoleCommand : PersonChangeCmdlet
{
    private string? _resourceId;
    private ResourceReference? _named;
    private RowProducts? _products;

    /// <summary>The role, such as atlassian/user.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [KnownValues(typeof(AtlassianAdmin.Client.Roles.Role), nameof(AtlassianAdmin.Client.Roles.Role.OfUsers))]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string Role { get; set; } = "";

    /// <summary>The product: its ARI, a workspace object, or host and product. Every role but atlassian/org-admin needs it. Without it, the column Product of each row.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference? Resource { get; set; }

    private protected override string Question => $"Revoke role {Role}{(_named is null ? "" : " on " + _named)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        if (Resource is { } resource)
            _resourceId = Run(() => ReferenceResolver.ResourceAsync(client, resource, GiveUp));
    }

    private protected override OperationSpec CreateSpec(UserIdentity identity)
    {
        _named = Resource;
        // The role of the organization is given on no product.
        if (Resource is not null || Role == AtlassianAdmin.Client.Roles.Role.OrganizationAdmin)
            return new UserRole(Role, _resourceId, Granted: false);
        (_named, string? resourceId, AdminException? fault) = (_products ??= new RowProducts(this, Client)).Of(identity.GivenRow);
        return new UserRole(Role, resourceId ?? _named?.Text, Granted: false) { Violation = fault };
    }
}
