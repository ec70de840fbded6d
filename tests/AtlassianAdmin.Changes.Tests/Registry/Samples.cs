using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.ApiAccess;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Tests.Registry;

/// <summary>One of each kind of change, and of each state.</summary>
internal static class Samples
{
    private static readonly TargetGroup Group = new("g1", "Zoë's group", "d1");
    private static readonly TargetDirectory Directory = new("d1", "Company");

    public static IReadOnlyList<OperationSpec> Specs { get; } =
    [
        new DisableAccount("Left", OrByScim: true),
        new EnableAccount(OrByScim: true),
        new DeleteAccount(),
        new CancelDeletion(),
        new SetEmail("new@example.com"),
        new SetProfile { Nickname = "Zed", JobTitle = "Pilot", OnlyDifferences = true },
        new RevokeToken("t1", "CI", Listed: true),
        new RevokeAllTokens(),
        new SuspendInDirectory(Directory),
        new ResumeInDirectory(Directory),
        new RemoveFromDirectory(Directory),
        new SuspendAccess([Directory, new("d2", null)]),
        new ResumeAccess(Directories: null),
        new RemoveAccess(Directories: null),
        new Invite([new InvitedRole { Resource = "ari:1", Role = "atlassian/user" }], ["g1"], SendNotification: true, "Welcome"),
        new GroupMembership(Group, Member: false),
        new CreateGroup("New", "For tests", "d1"),
        new DeleteGroup(Group),
        new GroupRole(Group, "atlassian/user", "ari:1", Granted: false),
        new UserRole("atlassian/user", "ari:1", Granted: true),
        new DisableByScim("s1"),
        new EnableByScim(ScimDirectoryId: null),
        new SetScimUserActive(Active: false),
        new SetScimUser { UserName = "zed", Email = "zed@example.com" },
        new DeleteScimUser(),
        new CreateScimUser(new SetScimUser { UserName = "zed" }, Active: false),
        new ScimGroupMembership("g1", "Engineering", Member: true),
        new SetScimGroupMembers("g1", "Engineering", ["u1", "u2"]),
        new CreateScimGroup("Engineering", "e1", ["u1"]),
        new DeleteScimGroup("g1", "Engineering"),
        new UnlinkScim("s1", "u1"),
        new UnlinkAllScim("s1"),
        new DeleteScimRecord(),
        new SiteGroupMembership("g1", "Engineering", Member: false, "acme.atlassian.net"),
        new RevokeApiKey("k1", "Automation"),
    ];

    public static IReadOnlyList<State> States { get; } =
    [
        new AccountState("active") { Email = "a@example.com", Name = "A" },
        new AddressState("a@example.com") { Status = "active" },
        new ProfileState(new Dictionary<string, string?> { ["Nickname"] = "Zed", ["JobTitle"] = null }) { Status = "active" },
        new TokenState(IsPresent: true),
        new TokenListState(3),
        new DirectoryState("suspended") { Name = "李雷" },
        new InvitationState(IsInvited: true),
        new MembershipState(IsMember: false),
        new GroupState(IsPresent: true) { GroupName = "Engineering" },
        new GroupRoleState(IsHeld: true),
        new RoleState(["direct", "group_direct"]),
        new ScimUserState("inactive"),
        new ScimAttributeState(new Dictionary<string, string?> { ["title"] = "Lead" }),
        new ScimGroupState(["u1"]) { GroupName = "Engineering" },
        new ScimLinkState(IsLinked: true),
        new ApiKeyState(IsPresent: false),
    ];
}
