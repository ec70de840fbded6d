using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>A change of one group itself.</summary>
/// <typeparam name="TState">The state that it is about.</typeparam>
internal abstract class GroupOperation<TState> : Operation<TState>
    where TState : State
{
    private readonly ConnectedClients _clients;

    protected GroupOperation(OperationSpec spec, TargetGroup group, Subject subject, ConnectedClients clients)
        : base(spec, subject)
    {
        Group = group;
        _clients = clients;
    }

    public sealed override string Route => "Group";

    public override string? TargetId => Group.GroupId;

    public sealed override string Noun => "group";

    public sealed override Touched Touches => Touched.Members;

    // A group without a directory cannot be written to, whatever is asked.
    internal override AdminException? Violation => base.Violation ?? GroupLock.Unaddressable(Group.ToString(), Group.DirectoryId);

    internal override IReadOnlyList<TimeSpan> VerificationDelays => Patience;

    internal sealed override async Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken)
    {
        var members = new List<string>();
        var search = new UserSearch { GroupIds = [Group.GroupId], Limit = OrganizationsClient.LargestPage };
        await foreach (User user in _clients.Organization.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            members.Add(user.AccountId);
        return members;
    }

    /// <summary>As long as the service says that a role may take. Source: organization document, role-assignments.</summary>
    internal static IReadOnlyList<TimeSpan> Patience { get; } = Seconds(1, 2, 4, 8, 8, 8);

    private protected TargetGroup Group { get; }

    private protected ConnectedClients Clients => _clients;

    private protected GroupsClient Groups => _clients.Organization.Groups;
}
