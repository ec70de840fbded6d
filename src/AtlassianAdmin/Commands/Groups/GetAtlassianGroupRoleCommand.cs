using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gets the roles that groups give their members.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianGroupRole")]
[OutputType(typeof(RoleAssignment))]
public sealed class GetAtlassianGroupRoleCommand : ConnectedCmdlet
{
    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        ReadEach(GroupsOfList.Take(Group), group => group.Text, group => WriteObject(Await(Begin(() => GroupRoles.ReadAsync(client, group, GiveUp))), enumerateCollection: true));
    }
}
