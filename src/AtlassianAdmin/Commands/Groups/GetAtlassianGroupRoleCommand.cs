using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
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
        foreach (GroupReference reference in GroupsOfList.Take(Group))
            Write(reference);
    }

    private void Write(GroupReference reference)
    {
        AdminClient client = Client;
        try
        {
            WriteObject(Await(Begin(() => ReadAsync(client, reference))), enumerateCollection: true);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, reference.Text));
        }
    }

    private async Task<List<RoleAssignment>> ReadAsync(AdminClient client, GroupReference reference)
    {
        Group group = await ReferenceResolver.GroupAsync(client, reference, directoryId: null, GiveUp).ConfigureAwait(false);
        List<RoleAssignment> roles = await Paging.ToListAsync(client.Groups.GetRolesAsync(group.GroupId, GiveUp)).ConfigureAwait(false);
        foreach (RoleAssignment role in roles)
        {
            role.GroupId = group.GroupId;
            role.Name = group.Name;
        }

        return roles;
    }
}
