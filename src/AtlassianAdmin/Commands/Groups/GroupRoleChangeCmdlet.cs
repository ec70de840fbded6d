using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>A cmdlet that gives groups a role on a product, or takes it from them.</summary>
public abstract class GroupRoleChangeCmdlet : GroupChangeCmdlet
{
    private string _resourceId = "";

    /// <summary>The role, such as atlassian/user.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [KnownValues(typeof(Role), nameof(AtlassianAdmin.Client.Roles.Role.OfGroups))]
    public string Role { get; set; } = "";

    /// <summary>The product: its ARI, a workspace object, or host and product.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference Resource { get; set; } = new("");

    private protected abstract bool Grants { get; }

    private protected override string Question => $"{(Grants ? "Grant" : "Revoke")} role {Role} on {Resource} for group";

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        _resourceId = Run(() => ReferenceResolver.ResourceAsync(client, Resource, GiveUp));
    }

    private protected override GroupOperation CreateOperation(Group group) => new GroupRoleOperation(group, Role, _resourceId, Grants);
}
