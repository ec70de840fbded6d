using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gives groups a role on a product, and with it everybody in them. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Grant, "AtlassianGroupRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class GrantAtlassianGroupRoleCommand : ChangeCmdlet
{
    private string? _resourceId;
    private RowProducts? _products;

    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("GroupId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <summary>The directory of the group, by name, id or object; needed when groups of several directories bear the name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DirectoryNameCompleter))]
    public DirectoryReference? Directory { get; set; }

    /// <summary>The role, such as atlassian/user.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [KnownValues(typeof(AtlassianAdmin.Client.Roles.Role), nameof(AtlassianAdmin.Client.Roles.Role.OfGroups))]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public string Role { get; set; } = "";

    /// <summary>The product: its ARI, a workspace object, or host and product. Without it, the column Product of each row.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ResourceReference? Resource { get; set; }

    private protected override ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        AdminClient client = Client;
        if (Resource is { } resource)
            _resourceId = Run(() => ReferenceResolver.ResourceAsync(client, resource, GiveUp));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (GroupReference reference in Group)
        {
            (ResourceReference? named, string? resourceId, AdminException? fault) = Resource is not null
                ? (Resource, _resourceId, null)
                : (_products ??= new RowProducts(this, Client)).Of(reference.Row);
            if (named is null)
            {
                fault = new AdminException(ErrorCode.ResourceNotFound, ("detail", "no product was named: add -Resource, or a column Product to each row"));
                // The whole list lacks it: one error is enough.
                if (reference.Row is not { } row || !RowProduct.HasColumn(row))
                    Fail(fault);
            }

            ChangedGroups.Add(this, Engine, Client, [reference], Directory, $"Grant role {Role} on {named} for group", group => new GroupRole(TargetGroup.Of(group), Role, resourceId ?? "", Granted: true) { ResourceName = Client.Organizations.NameOf(resourceId), Violation = fault });
        }
    }
}
