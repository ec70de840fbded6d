using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Commands.Groups;

/// <summary>Gets the people of groups.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianGroupMember", SupportsPaging = true)]
[OutputType(typeof(User))]
public sealed class GetAtlassianGroupMemberCommand : ConnectedCmdlet
{
    private UserSearch? _search;

    /// <summary>The group, by name, id or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    public GroupReference[] Group { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => ReadEach(GroupsOfList.Take(Group), group => group.Text, Write);

    // Of several groups somebody may be in more than one.
    private protected override Func<Task<long?>>? Count =>
        Group.Length == 1 && !MyInvocation.ExpectingInput && _search is { } search ? async () => await Client.Users.CountAsync(search, GiveUp).ConfigureAwait(false) : null;

    private void Write(GroupReference reference)
    {
        AdminClient client = Client;
        Group group = Await(Begin(() => ReferenceResolver.GroupAsync(client, reference, directoryId: null, GiveUp)));
        _search = new UserSearch { GroupIds = [group.GroupId], Limit = OrganizationsClient.LargestPage };
        Stream(token => client.Users.SearchAsync(_search, token), user =>
        {
            user.MemberOf = group.Name;
            return true;
        });
    }
}
