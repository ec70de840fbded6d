using System.Reflection;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>Every operation of the clients.</summary>
internal static partial class FuzzedOperations
{
    public static IReadOnlyList<FuzzedOperation> All { get; } =
    [
        .. OfAccounts(), .. OfOrganization(), .. OfUsers(), .. OfGroups(), .. OfAuditAndAccess(), .. OfProvisioning(), .. OfScimUsers(), .. OfScimGroups(), .. OfSite(),
    ];

    /// <summary>Every public call of the clients that sends something, by name.</summary>
    public static IEnumerable<string> Needed =>
        ClientMethodsOfSite().Concat(Contract.ClientMethods.All).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> ClientMethodsOfSite() =>
        typeof(SiteClient).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(property => property.PropertyType
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName)
                .Select(method => $"Site.{property.Name}.{method.Name}"))
            .Append($"Site.{nameof(SiteClient.GetCloudIdAsync)}");

    private static IEnumerable<FuzzedOperation> OfAccounts() =>
    [
        One("Accounts.GetPermissionsAsync", c => c.Admin.Accounts.GetPermissionsAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        One("Accounts.GetProfileAsync", c => c.Admin.Accounts.GetProfileAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        One("Accounts.UpdateProfileAsync", c => c.Admin.Accounts.UpdateProfileAsync(c.World.Mia.AccountId, new UserProfileUpdate { Name = "ミア" }), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        Write("Accounts.SetEmailAsync", c => c.Admin.Accounts.SetEmailAsync(c.World.Mia.AccountId, "mia.new@example.org")),
        Each("Accounts.GetApiTokensAsync", c => c.Admin.Accounts.GetApiTokensAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        Write("Accounts.RevokeApiTokenAsync", c => c.Admin.Accounts.RevokeApiTokenAsync(c.World.Mia.AccountId, c.World.TokenId)),
        Write("Accounts.DisableAsync", c => c.Admin.Accounts.DisableAsync(c.World.Mia.AccountId, "Left")),
        Write("Accounts.EnableAsync", c => c.Admin.Accounts.EnableAsync(c.World.Mia.AccountId), c => c.Admin.Accounts.DisableAsync(c.World.Mia.AccountId)),
        Write("Accounts.DeleteAsync", c => c.Admin.Accounts.DeleteAsync(c.World.Mia.AccountId), c => c.Admin.Accounts.DisableAsync(c.World.Mia.AccountId)),
        Write("Accounts.CancelDeleteAsync", c => c.Admin.Accounts.CancelDeleteAsync(c.World.Mia.AccountId), c => c.Admin.Accounts.DeleteAsync(c.World.Mia.AccountId)),
    ];

    private static IEnumerable<FuzzedOperation> OfOrganization() =>
    [
        Stream("Organizations.ListAsync", c => c.Admin.Organizations.ListAsync()),
        One("Organizations.GetAsync", c => c.Admin.Organizations.GetAsync(), (w, r) => Differs(r.OrganizationId, w.Organization.OrganizationId)),
        Stream("Organizations.GetDirectoriesAsync", c => c.Admin.Organizations.GetDirectoriesAsync(c.World.Mia.AccountId)),
        Stream("Organizations.GetDomainsAsync", c => c.Admin.Organizations.GetDomainsAsync()),
        Stream("Organizations.GetManagedAccountsAsync", c => c.Admin.Organizations.GetManagedAccountsAsync()),
        Stream("Organizations.GetWorkspacesAsync", c => c.Admin.Organizations.GetWorkspacesAsync()),
    ];

    private static IEnumerable<FuzzedOperation> OfUsers() =>
    [
        Stream("Users.SearchAsync", c => c.Admin.Users.SearchAsync(new UserSearch { Expand = ["groups", "productAccess", "platformRoles", "counts.resources"] })),
        Stream("Users.SearchAsync of one", c => c.Admin.Users.SearchAsync(new UserSearch { AccountIds = [c.World.Mia.AccountId], Limit = 1 }), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        One("Users.GetAsync", c => c.Admin.Users.GetAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        One("Users.FindByEmailAsync", c => c.Admin.Users.FindByEmailAsync([c.World.MiasEmail, c.World.Sina.Email]), (_, r) => WrongAddress(r)),
        One("Users.FindByEmailAsync of one", c => c.Admin.Users.FindByEmailAsync([c.World.MiasEmail]), (_, r) => WrongAddress(r)),
        One("Users.GetActivityAsync", c => c.Admin.Users.GetActivityAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        Write("Users.SuspendAsync", c => c.Admin.Users.SuspendAsync(c.World.Main, c.World.Mia.AccountId)),
        Write("Users.RestoreAsync", c => c.Admin.Users.RestoreAsync(c.World.Main, c.World.Mia.AccountId), c => c.Admin.Users.SuspendAsync(c.World.Main, c.World.Mia.AccountId)),
        Write("Users.RemoveAsync", c => c.Admin.Users.RemoveAsync(c.World.Main, c.World.Mia.AccountId)),
        Stream("Users.GetRolesAsync", c => c.Admin.Users.GetRolesAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        Write("Users.GrantRoleAsync", c => c.Admin.Users.GrantRoleAsync(c.World.Mia.AccountId, "atlassian/admin", c.World.Jira)),
        Write("Users.RevokeRoleAsync", c => c.Admin.Users.RevokeRoleAsync(c.World.Mia.AccountId, Role.OrganizationAdmin, null)),
        Each(
            "Users.InviteAsync",
            // Each result names its address, and whoever invites looks for that.
            c => c.Admin.Users.InviteAsync(new UserInvitation { Emails = [c.World.MiasEmail, "new@example.org"], Roles = [new InvitedRole { Resource = c.World.Jira, Role = "atlassian/user" }] })),
    ];

    private static IEnumerable<FuzzedOperation> OfGroups() =>
    [
        Stream("Groups.SearchAsync", c => c.Admin.Groups.SearchAsync(new GroupSearch { Expand = ["counts.users"] })),
        Stream("Groups.SearchAsync of one", c => c.Admin.Groups.SearchAsync(new GroupSearch { GroupIds = [c.World.GroupId] }), (w, r) => Differs(r.GroupId, w.GroupId)),
        One("Groups.GetAsync", c => c.Admin.Groups.GetAsync(c.World.GroupId), (w, r) => Differs(r.GroupId, w.GroupId)),
        Write("Groups.CreateAsync", c => c.Admin.Groups.CreateAsync(c.World.Main, "Werkzeuge", null)),
        Write("Groups.DeleteAsync", c => c.Admin.Groups.DeleteAsync(c.World.Main, c.World.GroupId)),
        Write("Groups.AddMemberAsync", c => c.Admin.Groups.AddMemberAsync(c.World.Main, c.World.GroupId, c.World.Mia.AccountId)),
        Write("Groups.RemoveMemberAsync", c => c.Admin.Groups.RemoveMemberAsync(c.World.Main, c.World.GroupId, c.World.Mia.AccountId), c => c.Admin.Groups.AddMemberAsync(c.World.Main, c.World.GroupId, c.World.Mia.AccountId)),
        Stream("Groups.GetRolesAsync", c => c.Admin.Groups.GetRolesAsync(c.World.GroupId)),
        Write("Groups.GrantRoleAsync", c => c.Admin.Groups.GrantRoleAsync(c.World.Main, c.World.GroupId, "atlassian/user", c.World.Jira)),
        Write("Groups.RevokeRoleAsync", c => c.Admin.Groups.RevokeRoleAsync(c.World.Main, c.World.GroupId, "atlassian/user", c.World.Jira)),
    ];

    private static IEnumerable<FuzzedOperation> OfAuditAndAccess() =>
    [
        Each("Audit.GetActionsAsync", c => c.Admin.Audit.GetActionsAsync()),
        One("Audit.GetAsync", c => c.Admin.Audit.GetAsync(c.World.EventId), (w, r) => Differs(r.EventId, w.EventId)),
        Stream("Audit.SearchAsync", c => c.Admin.Audit.SearchAsync(new AuditFilter { SearchTerm = c.World.Mia.AccountId })),
        Stream("Audit.StreamAsync", c => c.Admin.Audit.StreamAsync(null, null, null)),
        Stream("Policies.ListAsync", c => c.Admin.Policies.ListAsync()),
        Stream("ApiAccess.GetTokensAsync", c => c.Admin.ApiAccess.GetTokensAsync()),
        Stream("ApiAccess.GetKeysAsync", c => c.Admin.ApiAccess.GetKeysAsync()),
        Write("ApiAccess.RevokeKeyAsync", c => c.Admin.ApiAccess.RevokeKeyAsync(c.World.ApiKeyId)),
    ];

    private static IEnumerable<FuzzedOperation> OfProvisioning() =>
    [
        Each("Provisioning.GetLinksAsync", c => c.Admin.Provisioning.GetLinksAsync(c.World.Sina.AccountId), (w, r) => r.AccountId is null ? null : Differs(r.AccountId, w.Sina.AccountId)),
        Each("Provisioning.FindLinksAsync", c => c.Admin.Provisioning.FindLinksAsync(c.World.Sina.Email)),
        Write("Provisioning.UnlinkAsync", c => c.Admin.Provisioning.UnlinkAsync(c.World.Organization.ScimDirectoryId, c.World.ScimUserId)),
        Write("Provisioning.DeleteRecordAsync", c => c.Admin.Provisioning.DeleteRecordAsync(c.World.Sina.AccountId)),
        One(
            "ScimUserFinder.FindByAccountAsync",
            c => new ScimUserFinder(c.Admin.Provisioning, c.Scim.Users).FindByAccountAsync(c.World.Sina.AccountId, c.World.Sina.Email),
            (w, r) => r.AccountId is null ? null : Differs(r.AccountId, w.Sina.AccountId)),
        One(
            "ScimUserFinder.FindByAccountAsync without link",
            c => new ScimUserFinder(c.Admin.Provisioning, c.Scim.Users).FindByAccountAsync(c.World.Mia.AccountId, c.World.MiasEmail),
            (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        One(
            "ScimUserFinder.FindAsync",
            c => new ScimUserFinder(c.Admin.Provisioning, c.Scim.Users).FindAsync(c.World.Sina.Email),
            (w, r) => new[] { r.UserName, r.ExternalId, r.Email }.Contains(w.Sina.Email, StringComparer.OrdinalIgnoreCase) ? null : $"{r.UserName} in place of {w.Sina.Email}"),
    ];

    private static IEnumerable<FuzzedOperation> OfScimUsers() =>
    [
        Each("Scim.GetSchemasAsync", c => c.Scim.GetSchemasAsync()),
        One("Scim.GetConfigurationAsync", c => c.Scim.GetConfigurationAsync()),
        Each("Scim.GetResourceTypesAsync", c => c.Scim.GetResourceTypesAsync()),
        Stream("Scim.Users.ListAsync", c => c.Scim.Users.ListAsync()),
        Stream("Scim.Users.ListAsync by name", c => c.Scim.Users.ListAsync(ScimFilter.UserName(c.World.Sina.Email)), (w, r) => Differs(r.UserName, w.Sina.Email)),
        One("Scim.Users.CountAsync", c => c.Scim.Users.CountAsync()),
        One("Scim.Users.GetAsync", c => c.Scim.Users.GetAsync(c.World.ScimUserId), (w, r) => Differs(r.ScimUserId, w.ScimUserId)),
        One("Scim.Users.CreateAsync", c => c.Scim.Users.CreateAsync(new ScimUserUpdate { UserName = "neu@example.org", Email = "neu@example.org" })),
        One(
            "Scim.Users.ReplaceAsync",
            c => c.Scim.Users.ReplaceAsync(c.World.ScimUserId, new ScimUserUpdate { UserName = c.World.Sina.Email, Email = c.World.Sina.Email }),
            (w, r) => Differs(r.ScimUserId, w.ScimUserId)),
        Write("Scim.Users.PatchAsync", c => c.Scim.Users.PatchAsync(c.World.ScimUserId, [ScimPatchOperation.Replace("title", "Lead")])),
        Write("Scim.Users.SetActiveAsync", c => c.Scim.Users.SetActiveAsync(c.World.ScimUserId, false)),
        Write("Scim.Users.DeleteAsync", c => c.Scim.Users.DeleteAsync(c.World.ScimUserId)),
    ];

    private static IEnumerable<FuzzedOperation> OfScimGroups() =>
    [
        Stream("Scim.Groups.ListAsync", c => c.Scim.Groups.ListAsync()),
        One("Scim.Groups.GetAsync", c => c.Scim.Groups.GetAsync(c.World.ScimGroupId), (w, r) => Differs(r.ScimGroupId, w.ScimGroupId)),
        One("Scim.Groups.CreateAsync", c => c.Scim.Groups.CreateAsync("okta-Werkzeuge", "x-2", [c.World.ScimUserId])),
        One("Scim.Groups.ReplaceAsync", c => c.Scim.Groups.ReplaceAsync(c.World.ScimGroupId, "okta-everyone", null, [c.World.ScimUserId]), (w, r) => Differs(r.ScimGroupId, w.ScimGroupId)),
        Write("Scim.Groups.PatchAsync", c => c.Scim.Groups.PatchAsync(c.World.ScimGroupId, [ScimPatchOperation.AddMembers([c.World.ScimUserId])])),
        Write("Scim.Groups.DeleteAsync", c => c.Scim.Groups.DeleteAsync(c.World.ScimGroupId)),
    ];

    private static IEnumerable<FuzzedOperation> OfSite() =>
    [
        One("Site.GetCloudIdAsync", c => c.Site.GetCloudIdAsync()),
        One("Site.Users.GetMyselfAsync", c => c.Site.Users.GetMyselfAsync()),
        One("Site.Users.GetAsync", c => c.Site.Users.GetAsync(c.World.Mia.AccountId), (w, r) => Differs(r.AccountId, w.Mia.AccountId)),
        Stream("Site.Users.ListAsync", c => c.Site.Users.ListAsync()),
        Stream("Site.Users.SearchAsync", c => c.Site.Users.SearchAsync("mia")),
        Each("Site.Users.FindByEmailAsync", c => c.Site.Users.FindByEmailAsync(c.World.MiasEmail), (w, r) => Differs(r.Email, w.MiasEmail)),
        Each("Site.Users.GetGroupsAsync", c => c.Site.Users.GetGroupsAsync(c.World.Mia.AccountId)),
        Each("Site.Groups.SearchAsync", c => c.Site.Groups.SearchAsync("jira")),
        Stream("Site.Groups.ListAsync", c => c.Site.Groups.ListAsync()),
        Stream("Site.Groups.GetMembersAsync", c => c.Site.Groups.GetMembersAsync(c.World.SiteGroupId)),
        Write("Site.Groups.AddMemberAsync", c => c.Site.Groups.AddMemberAsync(c.World.SiteGroupId, c.World.Mia.AccountId)),
        Write("Site.Groups.RemoveMemberAsync", c => c.Site.Groups.RemoveMemberAsync(c.World.SiteGroupId, c.World.Mia.AccountId), c => c.Site.Groups.AddMemberAsync(c.World.SiteGroupId, c.World.Mia.AccountId)),
    ];

    private static FuzzedOperation One<T>(string name, Func<FuzzClients, Task<T>> call, Func<FuzzWorld, T, string?>? wrong = null) =>
        new(name, async clients => await call(clients), (world, result) => wrong?.Invoke(world, (T)result!));

    private static FuzzedOperation Each<T>(string name, Func<FuzzClients, Task<IReadOnlyList<T>>> call, Func<FuzzWorld, T, string?>? wrong = null) =>
        new(name, async clients => await call(clients), (world, result) => First(world, (IReadOnlyList<T>)result!, wrong));

    private static FuzzedOperation Stream<T>(string name, Func<FuzzClients, IAsyncEnumerable<T>> call, Func<FuzzWorld, T, string?>? wrong = null) =>
        new(name, async clients => await call(clients).ToListAsync(), (world, result) => First(world, (IReadOnlyList<T>)result!, wrong));

    private static FuzzedOperation Write(string name, Func<FuzzClients, Task<int>> call, Func<FuzzClients, Task>? before = null) =>
        new(name, async clients => await call(clients), (_, attempts) => attempts is > 0 ? null : "a change that was never sent") { Before = before };

    private static string? First<T>(FuzzWorld world, IReadOnlyList<T> items, Func<FuzzWorld, T, string?>? wrong) =>
        wrong is null ? null : items.Select(item => wrong(world, item)).FirstOrDefault(found => found is not null);

    private static string? Differs(string? found, string asked) => string.Equals(found, asked, StringComparison.OrdinalIgnoreCase) ? null : $"{Odd().Replace(found ?? "nobody", "?")} in place of {asked}";

    private static string? WrongAddress(IReadOnlyDictionary<string, IReadOnlyList<User>> found) => found
        .SelectMany(pair => pair.Value.Where(user => user.Email is not null).Select(user => string.Equals(user.Email, pair.Key, StringComparison.OrdinalIgnoreCase) ? null : Differs(user.Email, pair.Key)))
        .FirstOrDefault(wrong => wrong is not null);

    [GeneratedRegex("[^ -~]")]
    private static partial Regex Odd();
}
