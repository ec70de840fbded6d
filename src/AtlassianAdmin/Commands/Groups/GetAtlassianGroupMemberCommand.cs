using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gets the people of groups.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianGroupMember")]
[OutputType(typeof(User))]
public sealed class GetAtlassianGroupMemberCommand : ConnectedCmdlet
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
            Group group = Await(Begin(() => ReferenceResolver.GroupAsync(client, reference, directoryId: null, GiveUp)));
            var search = new UserSearch { GroupIds = [group.GroupId], Limit = OrganizationsClient.LargestPage };
            Stream(token => client.Users.SearchAsync(search, token), user =>
            {
                user.MemberOf = group.Name;
                return true;
            });
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, reference.Text));
        }
    }
}
