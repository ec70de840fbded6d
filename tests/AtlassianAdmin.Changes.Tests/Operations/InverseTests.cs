using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Changes.Tests.Registry;

namespace AtlassianAdmin.Changes.Tests.Operations;

/// <summary>Every operation knows its way back, or says why there is none.</summary>
public class InverseTests
{
    private static readonly Subject Mia = new("mia", "a1", "mia@example.com", "Mia") { ScimUserId = "u1" };
    private static readonly TargetGroup Group = new("g1", "Engineering", "d1");
    private static readonly TargetDirectory Directory = new("d1", "Company");

    public static TheoryData<OperationSpec, State, OperationSpec[]> Ways { get; } = new()
    {
        { new DisableAccount("Left"), new AccountState("active"), [new EnableAccount()] },
        { new EnableAccount(), new AccountState("inactive"), [new DisableAccount()] },
        { new DeleteAccount(), new AccountState("active"), [new CancelDeletion()] },
        { new DeleteAccount(), new AccountState("inactive"), [new CancelDeletion(), new DisableAccount()] },
        { new CancelDeletion(), new AccountState("for_deletion"), [new DeleteAccount()] },
        { new SetEmail("new@example.com"), new AddressState("old@example.com"), [new SetEmail("old@example.com")] },
        { new SuspendInDirectory(Directory), new DirectoryState("active"), [new ResumeInDirectory(Directory)] },
        { new ResumeInDirectory(Directory), new DirectoryState("suspended"), [new SuspendInDirectory(Directory)] },
        { new GroupMembership(Group, Member: true), new MembershipState(IsMember: false), [new GroupMembership(Group, Member: false)] },
        { new GroupMembership(Group, Member: false), new MembershipState(IsMember: true), [new GroupMembership(Group, Member: true)] },
        { new UserRole("r", "ari:1", Granted: true), new RoleState([]), [new UserRole("r", "ari:1", Granted: false)] },
        { new UserRole("r", "ari:1", Granted: false), new RoleState(["direct"]), [new UserRole("r", "ari:1", Granted: true)] },
        { new GroupRole(Group, "r", "ari:1", Granted: true), new GroupRoleState(IsHeld: false), [new GroupRole(Group, "r", "ari:1", Granted: false)] },
        {
            new SetProfile { Nickname = "Zed" },
            new ProfileState(new Dictionary<string, string?> { ["Nickname"] = "Mia" }),
            [new SetProfile { Nickname = "Mia", OnlyDifferences = true }]
        },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_way_back_leads_to_the_state_before(OperationSpec spec, State before, OperationSpec[] back)
    {
        Inverse inverse = ((Operation)spec.ToIntent(Mia, ConnectedClients.None)).InverseTo(before);

        Assert.Null(inverse.Impossible);
        Assert.Equal(back, inverse.Specs);
        // What is wanted at the end is what was there before.
        Assert.True(((Operation)inverse.Specs[^1].ToIntent(Mia, ConnectedClients.None)).IsReached(before));
    }

    public static TheoryData<OperationSpec, State?, string> NoWays { get; } = new()
    {
        { new DisableAccount(), null, "not recorded" },
        { new DisableAccount(), new AccountState("inactive"), "no way back to 'inactive'" },
        { new RevokeToken("t1"), null, "gone for good" },
        { new RemoveFromDirectory(Directory), new DirectoryState("active"), "only a new invitation" },
        { new UnlinkScim("s1", "u1"), new ScimLinkState(IsLinked: true), "no call links" },
        { new SetProfile { Nickname = "Zed" }, new ProfileState(new Dictionary<string, string?> { ["Nickname"] = null }), "cannot be emptied again (Nickname)" },
        { new SetEmail("new@example.com"), new AddressState(Address: null), "was hidden" },
        { new DisableByScim("s1"), new AccountState("active"), "directory s1, which is not connected" },
    };

    [Theory]
    [MemberData(nameof(NoWays))]
    public void Where_there_is_no_way_back_it_says_why(OperationSpec spec, State? before, string why)
    {
        Inverse inverse = ((Operation)spec.ToIntent(Mia, ConnectedClients.None)).InverseTo(before);

        Assert.Contains(why, inverse.Impossible, StringComparison.Ordinal);
        Assert.Empty(inverse.Specs);
    }

    [Fact]
    public void What_only_waits_for_its_directory_can_be_undone() =>
        Assert.True(new DisableByScim("s1").ToIntent(Mia, ConnectedClients.None).CanBeUndone(new AccountState("active")));

    [Fact]
    public void Every_kind_tells_either_a_way_or_a_reason() => Assert.All(
        Samples.Specs.Select(s => s.ToIntent(Mia, ConnectedClients.None)).OfType<Operation>(),
        operation =>
        {
            Inverse inverse = operation.InverseTo(before: null);
            Assert.True(inverse.Impossible is { Length: > 0 } || inverse.Specs.Count > 0, operation.Action);
        });

    [Theory]
    [InlineData("inactive", true)]
    [InlineData("active", true)]
    [InlineData("closed", false)]
    [InlineData("for_deletion", false)]
    public void What_somebody_else_has_changed_since_is_not_ours(string now, bool isOurs)
    {
        var operation = (Operation)new DisableAccount().ToIntent(Mia, ConnectedClients.None);
        Assert.Equal(isOurs, operation.IsStillOurs(new AccountState(now), new AccountState("active"), after: null));
    }

    [Theory]
    [InlineData("for_deletion", true)]
    [InlineData("inactive", true)]
    [InlineData("active", false)]
    public void A_deletion_that_somebody_cancelled_by_hand_is_not_ours(string now, bool isOurs)
    {
        var operation = (Operation)new DeleteAccount().ToIntent(Mia, ConnectedClients.None);
        Assert.Equal(isOurs, operation.IsStillOurs(new AccountState(now), new AccountState("inactive"), new AccountState("for_deletion")));
    }
}
