namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gives groups a role on a product, and with it everybody in them. It may take 30 seconds to take effect; -Verify waits for it.</summary>
[Cmdlet(VerbsSecurity.Grant, "AtlassianGroupRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Change))]
public sealed class GrantAtlassianGroupRoleCommand : ChangeCmdlet
{
    private ChangedGroupRoles? _roles;

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
        _roles = new ChangedGroupRoles(this, Engine, Client, Resource);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _roles!.Add(Group, Directory, Role, granted: true);
}
