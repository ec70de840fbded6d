using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Puts a person into a group, or takes the person out.</summary>
/// <param name="Group">The group.</param>
/// <param name="Member">True to put the person in.</param>
public sealed record GroupMembership(TargetGroup Group, bool Member) : OperationSpec
{
    /// <summary>The same of a group as the service told it: that of an identity provider is refused.</summary>
    public static GroupMembership Of(Group group, bool member) => new(TargetGroup.Of(group), member) { Violation = GroupLock.Violation(group) };

    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new GroupMembershipOperation(this, subject, clients);
}

/// <summary>Whether a person is in a group.</summary>
/// <param name="IsMember">True when the person is.</param>
public sealed record MembershipState(bool IsMember) : State
{
    private protected override string Text => IsMember ? "member" : "no_member";
}

internal sealed class GroupMembershipOperation(GroupMembership spec, Subject subject, ConnectedClients clients) : Operation<MembershipState>(spec, subject)
{
    private GroupsClient Groups => clients.Organization.Groups;

    public override string Action => spec.Member ? "AddToGroup" : "RemoveFromGroup";

    public override string Gerund => spec.Member ? $"adding to the group {spec.Group}" : $"taking out of the group {spec.Group}";

    public override string Route => "Directory";

    public override string Target => spec.Group.ToString();

    public override string? TargetId => spec.Group.GroupId;

    public override string Effect => spec.Member ? $"Join the group {spec.Group}" : $"Leave the group {spec.Group}";

    internal override AdminException? Violation => base.Violation ?? GroupLock.Unaddressable(spec.Group.ToString(), spec.Group.DirectoryId);

    internal override Task<AdminException?> CheckExistenceAsync(CancellationToken cancellationToken) =>
        spec.Member ? Task.FromResult<AdminException?>(null) : Existence.OfAccountAsync(clients, Subject, cancellationToken);

    internal override Task<string?> DescribeEffectsAsync(CancellationToken cancellationToken) =>
        spec.Member ? Task.FromResult<string?>(null) : GroupProducts.DescribeAsync(clients, spec.Group, cancellationToken);

    internal override IReadOnlyList<string>? PageParts => ["groups"];

    internal override bool IsSearched => true;

    internal override State? StateOf(User page) => page.Groups is { } groups
        ? new MembershipState(groups.Any(g => string.Equals(g.GroupId, spec.Group.GroupId, StringComparison.OrdinalIgnoreCase))) { Email = page.Email, Name = page.Name }
        : null;

    private protected override async Task<MembershipState> ReadStateAsync(CancellationToken cancellationToken)
    {
        var search = new UserSearch { AccountIds = [Subject.AccountId], GroupIds = [spec.Group.GroupId], Limit = 1 };
        User? found = null;
        await foreach (User user in clients.Organization.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            found ??= user;
        return new MembershipState(found is not null) { Email = found?.Email, Name = found?.Name };
    }

    private protected override Task<int> SendAsync(MembershipState? before, CancellationToken cancellationToken) =>
        spec.Member
            ? Groups.AddMemberAsync(spec.Group.DirectoryId!, spec.Group.GroupId, Subject.AccountId, cancellationToken)
            : Groups.RemoveMemberAsync(spec.Group.DirectoryId!, spec.Group.GroupId, Subject.AccountId, cancellationToken);

    private protected override bool IsReached(MembershipState state) => state.IsMember == spec.Member;

    // The account is there: what the service did not find is the person in the directory of the group.
    private protected override AdminException Explain(AdminException refusal, MembershipState state) =>
        refusal.Code == ErrorCode.AccountNotFound
            ? new AdminException(ErrorCode.NotInDirectory, ("account", Subject.Who), ("detail", $"the directory of the group {spec.Group}"))
            : refusal;

    private protected override Inverse InverseTo(MembershipState before) => Inverse.Of(new GroupMembership(spec.Group, before.IsMember));
}
