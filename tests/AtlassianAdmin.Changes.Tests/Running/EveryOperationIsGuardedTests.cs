using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Operations.ApiAccess;
using AtlassianAdmin.Changes.Operations.Directories;
using AtlassianAdmin.Changes.Operations.Groups;
using AtlassianAdmin.Changes.Operations.Invitations;
using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Changes.Operations.Roles;
using AtlassianAdmin.Changes.Operations.Site;
using AtlassianAdmin.Changes.Registry;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>
/// -ProtectedIdentity and -MaxChanges hold for every way to a person. The table of operations tells whom each touches; here each is
/// carried out, so an operation that is new fails until it has its way here.
/// </summary>
public sealed class EveryOperationIsGuardedTests
{
    private const string Somebody = "many.tokens@example.com";
    private const string Provisioned = "scim.managed@example.com";
    private const string ScimGroupName = "okta-engineering";

    /// <summary>How each kind of change comes about, for a person who is in everything that it is about.</summary>
    private static readonly Dictionary<string, Func<GuardedWorld, Task<Way>>> Ways = new(StringComparer.Ordinal)
    {
        ["Disable"] = w => Account(w, new DisableAccount()),
        ["Enable"] = w => After(w, new DisableAccount(), new EnableAccount()),
        ["Delete"] = w => Account(w, new DeleteAccount()),
        ["CancelDeletion"] = w => After(w, new DeleteAccount(), new CancelDeletion()),
        ["SetEmail"] = w => Account(w, new SetEmail("quite.new@example.com")),
        ["SetProfile"] = w => Account(w, new SetProfile { Nickname = "Zed" }),
        ["RevokeToken"] = async w => await Account(w, new RevokeToken(await FirstTokenAsync(w))),
        ["RevokeAllTokens"] = w => Account(w, new RevokeAllTokens()),
        ["SuspendInDirectory"] = async w => await Account(w, new SuspendInDirectory(await DirectoryAsync(w))),
        ["ResumeInDirectory"] = async w => await After(w, new SuspendInDirectory(await DirectoryAsync(w)), new ResumeInDirectory(await DirectoryAsync(w))),
        ["RemoveFromDirectory"] = async w => await Account(w, new RemoveFromDirectory(await DirectoryAsync(w))),
        ["Suspend"] = w => Account(w, new SuspendAccess(Directories: null)),
        ["Resume"] = w => After(w, new SuspendAccess(Directories: null), new ResumeAccess(Directories: null)),
        ["Remove"] = async w => await Account(w, new RemoveAccess([await DirectoryAsync(w)])),
        ["Invite"] = async w => new Way(
            new Invite(Roles: null, [(await OtherGroupAsync(w)).GroupId], SendNotification: false, NotificationText: null).ToIntent(new Subject(Somebody, email: Somebody), w.Clients), w.Person(Somebody).AccountId),
        ["GroupMembership"] = async w => await Account(w, new GroupMembership(TargetGroup.Of(await GroupAsync(w)), Member: false)),
        ["CreateGroup"] = async w => await Nobody(w, new CreateGroup("Quite new", null, (await DirectoryAsync(w)).DirectoryId)),
        ["DeleteGroup"] = async w => Way.Of(w, new DeleteGroup(TargetGroup.Of(await GroupAsync(w))), new Subject("group"), Somebody),
        ["GroupRole"] = async w => Way.Of(w, new GroupRole(TargetGroup.Of(await GroupAsync(w)), "atlassian/user", await ResourceAsync(w), Granted: true), new Subject("group"), Somebody),
        ["UserRole"] = async w => await Account(w, new UserRole("atlassian/user", await ResourceAsync(w), Granted: true), Provisioned),
        ["DisableByScim"] = w => Account(w, new DisableByScim(w.Scim.DirectoryId), Provisioned),
        ["EnableByScim"] = w => After(w, new DisableByScim(w.Scim.DirectoryId), new EnableByScim(w.Scim.DirectoryId), Provisioned),
        ["SetScimUserActive"] = w => Record(w, new SetScimUserActive(Active: false)),
        ["SetScimUser"] = w => Record(w, new SetScimUser { JobTitle = "Pilot" }),
        ["DeleteScimUser"] = w => Record(w, new DeleteScimUser()),
        ["CreateScimUser"] = w => Task.FromResult(Way.Of(w, new CreateScimUser(new SetScimUser { UserName = Somebody, Email = Somebody }, Active: false), new Subject(Somebody), Somebody)),
        ["ScimGroupMembership"] = async w => await Record(w, new ScimGroupMembership((await ScimGroupAsync(w)).ScimGroupId, ScimGroupName, Member: false)),
        ["SetScimGroupMembers"] = async w => Way.Of(w, new SetScimGroupMembers((await ScimGroupAsync(w)).ScimGroupId, ScimGroupName, []), new Subject("group"), Provisioned),
        ["CreateScimGroup"] = async w => Way.Of(w, new CreateScimGroup("okta-quite-new", null, [(await w.RecordAsync(Provisioned)).ScimUserId]), new Subject("group"), Provisioned),
        ["DeleteScimGroup"] = async w => Way.Of(w, new DeleteScimGroup((await ScimGroupAsync(w)).ScimGroupId, ScimGroupName), new Subject("group"), Provisioned),
        ["UnlinkScim"] = async w => await Account(w, new UnlinkScim(w.Scim.DirectoryId, (await w.RecordAsync(Provisioned)).ScimUserId), Provisioned),
        ["UnlinkAllScim"] = w => Account(w, new UnlinkAllScim(), Provisioned),
        ["DeleteScimRecord"] = w => Account(w, new DeleteScimRecord(), Provisioned),
        ["SiteGroupMembership"] = async w => new Way(
            new SiteGroupMembership((await SiteGroupAsync(w)).GroupId, null, Member: false).ToIntent(w.Person(Somebody), w.SiteClients), w.Person(Somebody).AccountId),
        ["RevokeApiKey"] = async w => await Nobody(w, await ApiKeyAsync(w)),
    };

    public static TheoryData<string> Kinds => new(OperationKinds.All.Select(k => k.Name));

    // What is reached by way of a SCIM record, without the account that the record may tell.
    public static TheoryData<string> ScimKinds => new(
        ["SetScimUserActive", "SetScimUser", "DeleteScimUser", "ScimGroupMembership", "SetScimGroupMembers", "CreateScimGroup", "DeleteScimGroup", "DisableByScim"]);

    [Fact]
    public void Every_kind_has_its_way() => Assert.Equal(OperationKinds.All.Select(k => k.Name).Order(StringComparer.Ordinal), Ways.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_sent_for_somebody_who_is_protected(string kind)
    {
        using var world = new GuardedWorld();
        Way way = await Ways[kind](world);
        ChangeGuard guard = way.IsNobodys ? new(protectedAccounts: [world.Person(Somebody).AccountId]) : new(protectedAccounts: [way.AccountId!]);

        await RunAsync(world, way, guard, way.IsNobodys ? null : ErrorCode.ProtectedAccount);
    }

    [Theory]
    [MemberData(nameof(ScimKinds))]
    public async Task Nor_where_a_record_does_not_tell_its_account(string kind)
    {
        using var world = new GuardedWorld(showsAccounts: false);
        Way way = await Ways[kind](world);

        await RunAsync(world, way, new ChangeGuard(protectedAccounts: [way.AccountId!]), ErrorCode.ProtectedAccount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_sent_beyond_the_limit(string kind)
    {
        using var world = new GuardedWorld();
        Way way = await Ways[kind](world);
        var guard = new ChangeGuard(maxChanges: 1);
        guard.Admit(["somebody-else"], "x");

        await RunAsync(world, way, guard, ErrorCode.ChangeLimitReached);
        Assert.Equal(1, guard.PeopleChanged);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_sent_on_a_connection_that_only_reads(string kind)
    {
        using var world = new GuardedWorld();
        await RunAsync(world, await Ways[kind](world), new ChangeGuard(readOnly: true), ErrorCode.ReadOnlyConnection);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Without_a_guard_it_is_sent_and_nobody_is_looked_up_for_it(string kind)
    {
        using var world = new GuardedWorld();
        Way way = await Ways[kind](world);
        world.Forget();

        IReadOnlyList<Change> changes = await RunAsync(world, way, new ChangeGuard());

        Assert.All(changes, c => Assert.True(c.Outcome == ChangeOutcome.Changed, $"{c} {c.ErrorCode} {c.ErrorMessage}"));
        Assert.NotEmpty(world.Writes);
        if (OperationKinds.All.Single(k => k.Name == kind).Touches == Touched.Members)
            Assert.DoesNotContain(world.Requests, r => r.EndsWith("/users/search", StringComparison.Ordinal) || r.Contains("/Users/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SetScimGroupMembers", 1)]
    [InlineData("DeleteScimGroup", 1)]
    [InlineData("DeleteGroup", 1)]
    [InlineData("GroupRole", 1)]
    public async Task Everybody_in_a_group_counts(string kind, int tooFew)
    {
        using var world = new GuardedWorld();
        Way way = await Ways[kind](world);
        await RunAsync(world, way, new ChangeGuard(maxChanges: tooFew), ErrorCode.ChangeLimitReached);

        var guard = new ChangeGuard(maxChanges: 1000);
        Assert.All(await RunAsync(world, way, guard), c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));
        Assert.True(guard.PeopleChanged > tooFew);
    }

    [Fact]
    public async Task Who_was_taken_apart_from_the_record_counts_too_when_the_SCIM_group_is_deleted()
    {
        using var world = new GuardedWorld();
        Way way = await Ways["DeleteScimGroup"](world);
        // The account stays in the organization's group, and the record goes out of the directory's.
        await RunAsync(world, await Account(world, new DeleteScimRecord(), Provisioned), new ChangeGuard());

        await RunAsync(world, way, new ChangeGuard(protectedAccounts: [way.AccountId!]), ErrorCode.ProtectedAccount);
    }

    /// <summary>Previews and runs it; both tell the code, and nothing is sent where there is one.</summary>
    private static async Task RunAsync(GuardedWorld world, Way way, ChangeGuard guard, string? code)
    {
        var runner = new ChangeRunner(guard, "Company", world.Admin.Options.Clock);
        world.Forget();
        IReadOnlyList<Change> preview = await runner.PreviewAsync(way.Intent, CancellationToken.None);
        Assert.Empty(world.Writes);
        IReadOnlyList<Change> changes = await RunAsync(world, way, guard);
        if (code is null)
        {
            Assert.All(changes, c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));
            return;
        }

        Assert.Empty(world.Writes);
        Assert.All(changes, c => Assert.Equal((ChangeOutcome.Failed, code, 0), (c.Outcome, c.ErrorCode, c.Attempts)));
        Assert.All(preview, c => Assert.Equal(code, c.ErrorCode));
    }

    private static async Task<IReadOnlyList<Change>> RunAsync(GuardedWorld world, Way way, ChangeGuard guard)
    {
        var runner = new ChangeRunner(guard, "Company", world.Admin.Options.Clock);
        if (way.Intent is not ISharedOperation)
            return await runner.RunAsync(way.Intent, default);
        var unit = new IntentUnit(runner, way.Intent);
        await unit.RunAsync(default, new RunStatus(), CancellationToken.None);
        return unit.Changes;
    }

    private static Task<Way> Account(GuardedWorld world, OperationSpec spec, string email = Somebody) => Task.FromResult(Way.Of(world, spec, world.Person(email), email));

    private static async Task<Way> After(GuardedWorld world, OperationSpec earlier, OperationSpec spec, string email = Somebody)
    {
        Assert.All(await RunAsync(world, await Account(world, earlier, email), new ChangeGuard()), c => Assert.Equal(ChangeOutcome.Changed, c.Outcome));
        return await Account(world, spec, email);
    }

    private static Task<Way> Nobody(GuardedWorld world, OperationSpec spec) =>
        Task.FromResult(new Way(spec.ToIntent(new Subject("thing"), world.Clients), AccountId: null));

    private static async Task<Way> Record(GuardedWorld world, OperationSpec spec)
    {
        ScimUser record = await world.RecordAsync(Provisioned);
        return Way.Of(world, spec, new Subject(Provisioned, record.AccountId ?? "", record.Email, record.Name) { ScimUserId = record.ScimUserId }, Provisioned);
    }

    private static async Task<string> FirstTokenAsync(GuardedWorld world) =>
        (await world.Admin.Accounts.GetApiTokensAsync(world.Person(Somebody).AccountId))[0].TokenId;

    private static async Task<TargetDirectory> DirectoryAsync(GuardedWorld world)
    {
        List<Directory> directories = await Paging.ToListAsync(world.Admin.Organizations.GetDirectoriesAsync(world.Person(Somebody).AccountId));
        return new TargetDirectory(directories[0].DirectoryId, directories[0].Name);
    }

    // One that can be deleted, with the person and others in it.
    private static async Task<Group> GroupAsync(GuardedWorld world)
    {
        var search = new GroupSearch { AccountIds = [world.Person(Somebody).AccountId], Limit = 100, Expand = ["counts.users"] };
        List<Group> groups = await Paging.ToListAsync(world.Admin.Groups.SearchAsync(search));
        return groups.First(g => GroupLock.Violation(g, toDelete: true) is null && g.UserCount > 1);
    }

    private static async Task<Group> OtherGroupAsync(GuardedWorld world)
    {
        var search = new GroupSearch { AccountIds = [world.Person(Somebody).AccountId], Limit = 100 };
        HashSet<string> own = (await Paging.ToListAsync(world.Admin.Groups.SearchAsync(search))).Select(g => g.GroupId).ToHashSet();
        return (await Paging.ToListAsync(world.Admin.Groups.SearchAsync(new GroupSearch { Limit = 100 }))).First(g => !own.Contains(g.GroupId) && GroupLock.Violation(g) is null);
    }

    private static async Task<string> ResourceAsync(GuardedWorld world) =>
        (await Paging.ToListAsync(world.Admin.Organizations.GetWorkspacesAsync(null))).First().ResourceId;

    // With the person and others in it.
    private static async Task<ScimGroup> ScimGroupAsync(GuardedWorld world)
    {
        ScimGroup group = (await Paging.ToListAsync(world.Scim.Groups.ListAsync(ScimFilter.DisplayName(ScimGroupName)))).Single();
        List<ScimUser> records = await Paging.ToListAsync(world.Scim.Users.ListAsync(null));
        string[] members = [(await world.RecordAsync(Provisioned)).ScimUserId, .. records.Select(r => r.ScimUserId).Take(3)];
        await RunAsync(world, Way.Of(world, new SetScimGroupMembers(group.ScimGroupId, ScimGroupName, members.Distinct().ToList()), new Subject("group"), Provisioned), new ChangeGuard());
        return group;
    }

    private static async Task<SiteGroup> SiteGroupAsync(GuardedWorld world) =>
        (await Paging.ToListAsync(world.Site.Groups.ListAsync())).First(g => g.Name == "Project Aurora");

    private static async Task<RevokeApiKey> ApiKeyAsync(GuardedWorld world)
    {
        OrganizationApiKey key = (await Paging.ToListAsync(world.Admin.ApiAccess.GetKeysAsync())).First(k => k.Label != "Automation");
        return new RevokeApiKey(key.ApiKeyId, key.Label);
    }

    /// <summary>One change that is asked for.</summary>
    /// <param name="Intent">What is asked.</param>
    /// <param name="AccountId">Whom it touches; null for nobody.</param>
    private sealed record Way(Intent Intent, string? AccountId)
    {
        public bool IsNobodys => AccountId is null;

        public static Way Of(GuardedWorld world, OperationSpec spec, Subject subject, string touched) =>
            new(spec.ToIntent(subject, world.Clients), world.Person(touched).AccountId);
    }
}
