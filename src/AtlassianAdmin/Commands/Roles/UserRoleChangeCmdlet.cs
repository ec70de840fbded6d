using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Roles;

/// <summary>A cmdlet that gives people a role on a product or on the organization, or takes it from them.</summary>
public abstract class UserRoleChangeCmdlet : AccountChangeCmdlet
{
    private string? _resourceId;

    /// <summary>The role, such as atlassian/user.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfUsers))]
    public string Role { get; set; } = "";

    /// <summary>The product: its ARI, a workspace object, or host and product. Every role but atlassian/org-admin needs it.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference? Resource { get; set; }

    private protected abstract bool Grants { get; }

    private protected override string Question => $"{(Grants ? "Grant" : "Revoke")} role {Role}{(Resource is null ? "" : " on " + Resource)}";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        if (Resource is { } resource)
            _resourceId = Run(() => ReferenceResolver.ResourceAsync(client, resource, GiveUp));
    }

    private protected override AccountOperation CreateOperation(UserIdentity identity) => new RoleOperation(Role, _resourceId, Grants);
}
