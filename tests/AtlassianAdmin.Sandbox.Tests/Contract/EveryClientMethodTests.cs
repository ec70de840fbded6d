using System.Net;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// Every public call of the client goes over the wire here, against the documents. A new one that changes something, or needs
/// more than an id, fails the test until it has a case.
/// </summary>
public sealed class EveryClientMethodTests
{
    private readonly ClientMethods _methods = new();

    [ContractFact]
    public async Task Every_call_of_the_client_is_as_the_documents_say()
    {
        var organization = new SandboxOrganization(new SandboxOptions { UserCount = 60, PageSize = 25 });
        var handler = new ContractHandler(await ApiContract.LoadAsync(), new SandboxHandler(organization));
        using ApiKey key = ApiKey.From(new NetworkCredential("", organization.ApiKey).SecurePassword);
        using var client = new AdminClient(new AdminClientOptions(key, organization.OrganizationId) { Network = () => handler });
        string mia = organization.Find("mia.active@example.com")!.AccountId;
        string main = organization.DirectoryIds[0];

        await UseAccountsAsync(client, mia);
        await UseOrganizationAsync(client, mia);
        await UseUsersAsync(client, mia, main);
        await UseGroupsAsync(client, mia, main);
        await UseAuditAsync(client, mia);
        Assert.Equal(2, (await _methods.ListAsync(client.Policies.ListAsync("ip-allowlist"))).Count);
        using ApiKey scimKey = ApiKey.From(new NetworkCredential("", organization.ScimApiKey).SecurePassword);
        using var scim = new ScimClient(client.Options.With(scimKey), organization.ScimDirectoryId);
        await UseScimUsersAsync(scim, client, organization.Find("scim.managed@example.com")!);
        await UseScimGroupsAsync(scim);
        await _methods.CallReadsAsync(client, new Dictionary<string, object> { ["accountId"] = mia, ["directoryId"] = main });
        await UseApiAccessAsync(client);

        handler.AssertHeld();
        Assert.Empty(_methods.NotCalled);
        Assert.True(ClientMethods.All.Count >= 40, $"Only {ClientMethods.All.Count} calls were found.");
    }

    private async Task UseAccountsAsync(AdminClient client, string mia)
    {
        await _methods.CallAsync(client.Accounts.GetPermissionsAsync(mia));
        await _methods.CallAsync(client.Accounts.GetProfileAsync(mia));
        await _methods.CallAsync(client.Accounts.UpdateProfileAsync(mia, new UserProfileUpdate { Name = "ミア" }));
        await _methods.CallAsync(client.Accounts.SetEmailAsync(mia, "mia.new@example.org"));
        IReadOnlyList<UserApiToken> tokens = await _methods.CallAsync(client.Accounts.GetApiTokensAsync(mia));
        await _methods.CallAsync(client.Accounts.RevokeApiTokenAsync(mia, tokens[0].TokenId));
        await _methods.CallAsync(client.Accounts.DisableAsync(mia, "Left"));
        await _methods.CallAsync(client.Accounts.EnableAsync(mia));
        await _methods.CallAsync(client.Accounts.DeleteAsync(mia));
        await _methods.CallAsync(client.Accounts.CancelDeleteAsync(mia));
    }

    private async Task UseOrganizationAsync(AdminClient client, string mia)
    {
        await _methods.CallAsync(client.Organizations.GetAsync());
        await _methods.ListAsync(client.Organizations.GetDirectoriesAsync(mia, "company"));
        await _methods.CallAsync(client.Users.GetAsync(mia));
        Assert.Single((await _methods.CallAsync(client.Users.FindByEmailAsync(["mia.new@example.org"])))["mia.new@example.org"]);
        Assert.Equal(6, (await _methods.ListAsync(client.Organizations.GetWorkspacesAsync())).Count);
        Workspace jira = Assert.Single(await _methods.ListAsync(client.Organizations.GetWorkspacesAsync("sandbox", "jira-software")));
        List<User> found = await _methods.ListAsync(client.Users.SearchAsync(new UserSearch
        {
            ResourceIds = [jira.ResourceId],
            RoleIds = ["atlassian/user"],
            MembershipStatus = ["active"],
            AccountStatus = ["active"],
            Expand = ["groups", "productAccess", "platformRoles", "counts.resources"],
            SortBy = [SearchOrder.Ascending("nick_name")],
            Limit = 100,
        }));
        Assert.NotEmpty(found);
        // Every filter at once: how each is written in a query is what can go wrong.
        Assert.Equal(1, await client.Users.CountAsync(
            new UserSearch
            {
                AccountIds = [mia],
                ClaimStatus = "managed",
                Status = ["active", "suspended"],
                AccountStatus = ["active"],
                MembershipStatus = ["active"],
                ResourceIds = [jira.ResourceId],
                RoleIds = ["atlassian/user"],
                EmailDomains = ["example.org", "example.com"],
                DirectoryIds = [.. (await _methods.ListAsync(client.Organizations.GetDirectoriesAsync())).Select(directory => directory.DirectoryId)],
                GroupIds = [.. found.Single(user => user.AccountId == mia).Groups!.Take(2).Select(group => group.GroupId)],
            },
            CancellationToken.None));
        Assert.All(found, user => Assert.Contains(user.Groups!, group => group.Name!.StartsWith("jira-", StringComparison.Ordinal)));
    }

    private async Task UseUsersAsync(AdminClient client, string mia, string main)
    {
        Workspace jira = Assert.Single(await _methods.ListAsync(client.Organizations.GetWorkspacesAsync("sandbox", "jira-software")));
        Assert.Equal(3, (await _methods.CallAsync(client.Users.GetActivityAsync(mia))).Products.Count);
        await _methods.CallAsync(client.Users.SuspendAsync(main, mia));
        Assert.Equal("suspended", (await client.Users.GetAsync(mia)).Status);
        await _methods.CallAsync(client.Users.RestoreAsync(main, mia));
        await _methods.CallAsync(client.Users.GrantRoleAsync(mia, "atlassian/admin", jira.ResourceId));
        await _methods.CallAsync(client.Users.GrantRoleAsync(mia, Role.OrganizationAdmin, null));
        List<RoleAssignment> roles = await _methods.ListAsync(client.Users.GetRolesAsync(mia));
        Assert.Contains("atlassian/admin: direct", roles.Single(role => role.ResourceId == jira.ResourceId).Methods);
        Assert.Contains(Role.OrganizationAdmin, roles.Single(role => role.ResourceOwner == "platform").Roles);
        await _methods.CallAsync(client.Users.RevokeRoleAsync(mia, "atlassian/admin", jira.ResourceId));
        await _methods.CallAsync(client.Users.RevokeRoleAsync(mia, Role.OrganizationAdmin, null));
        await _methods.CallAsync(client.Users.RemoveAsync(main, mia));
        IReadOnlyList<UserInvitationResult> invited = await _methods.CallAsync(client.Users.InviteAsync(new UserInvitation
        {
            Emails = ["mia.new@example.org", "nobody@blocked.example.org"],
            Roles = [new InvitedRole { Resource = jira.ResourceId, Role = "atlassian/user" }],
            SendNotification = true,
            NotificationText = "Welcome back",
        }));
        Assert.Equal([true, false], invited.Select(result => result.Succeeded));
    }

    private async Task UseGroupsAsync(AdminClient client, string mia, string main)
    {
        Workspace jira = Assert.Single(await _methods.ListAsync(client.Organizations.GetWorkspacesAsync("sandbox", "jira-software")));
        await _methods.CallAsync(client.Groups.CreateAsync(main, "Werkzeuge", null));
        Group group = Assert.Single(await _methods.ListAsync(client.Groups.SearchAsync(new GroupSearch { GroupNames = ["werkzeuge"], Expand = ["counts.users"] })));
        List<Group> ofJira = await _methods.ListAsync(client.Groups.SearchAsync(new GroupSearch { ResourceOwners = ["jira-software"], SortBy = [SearchOrder.Descending("name")] }));
        Assert.Equal(ofJira.OrderByDescending(g => g.Name, StringComparer.OrdinalIgnoreCase).Select(g => g.GroupId), ofJira.Select(g => g.GroupId));
        Assert.Contains(ofJira, g => g.Name == "jira-admins-sandbox");
        await _methods.CallAsync(client.Groups.AddMemberAsync(main, group.GroupId, mia));
        Assert.Equal(1, (await _methods.CallAsync(client.Groups.GetAsync(group.GroupId))).UserCount);
        await _methods.CallAsync(client.Groups.GrantRoleAsync(main, group.GroupId, "atlassian/user", jira.ResourceId));
        Assert.Single(await _methods.ListAsync(client.Groups.GetRolesAsync(group.GroupId)));
        await _methods.CallAsync(client.Groups.RevokeRoleAsync(main, group.GroupId, "atlassian/user", jira.ResourceId));
        await _methods.CallAsync(client.Groups.RemoveMemberAsync(main, group.GroupId, mia));
        await _methods.CallAsync(client.Groups.DeleteAsync(main, group.GroupId));
        Group synced = Assert.Single(await _methods.ListAsync(client.Groups.SearchAsync(new GroupSearch { GroupNames = ["okta-everyone"] })));
        AdminException locked = await Assert.ThrowsAsync<AdminException>(() => client.Groups.AddMemberAsync(main, synced.GroupId, mia));
        Assert.Equal((true, ErrorCode.GroupManagedExternally), (synced.IsLocked, locked.Code));
        AdminException gone = await Assert.ThrowsAsync<AdminException>(() => client.Groups.GetAsync(group.GroupId));
        Assert.Equal(ErrorCode.GroupNotFound, gone.Code);
    }

    private async Task UseAuditAsync(AdminClient client, string mia)
    {
        Assert.NotEmpty(await _methods.CallAsync(client.Audit.GetActionsAsync()));
        List<AuditEvent> about = await _methods.ListAsync(client.Audit.SearchAsync(new AuditFilter { SearchTerm = mia, From = DateTimeOffset.UtcNow.AddMinutes(-5) }));
        Assert.Equal(
            ["user_removed_from_group", "user_added_to_group", "user_role_granted", "user_invited", "user_removed_from_directory"],
            about.Take(5).Select(entry => entry.Action));
        Assert.Equal(about[0].Targets, (await _methods.CallAsync(client.Audit.GetAsync(about[0].EventId))).Targets);
        AdminException gone = await Assert.ThrowsAsync<AdminException>(() => client.Audit.GetAsync("none"));
        Assert.Equal(ErrorCode.EventNotFound, gone.Code);
        List<AuditEvent> there = await _methods.ListAsync(client.Audit.SearchAsync(new AuditFilter { IPAddresses = ["192.0.2.77", "198.51.100.24"], Places = [AuditPlace.Read("Sydney, Australia")!] }));
        Assert.NotEmpty(there);
        Assert.All(there, entry => Assert.Equal(("192.0.2.77", "Sydney, Australia"), (entry.IPAddress, entry.Place)));
        List<AuditPage> pages = await _methods.ListAsync(client.Audit.StreamAsync(null, null, null));
        Assert.True(pages[^1].IsLast);
        Assert.All(pages.SelectMany(page => page.Events), entry => Assert.NotNull(entry.ProcessedAt));
        Assert.Equal("Automation", pages.SelectMany(page => page.Events).Last().ActorTokenLabel);
    }

    private async Task UseScimUsersAsync(ScimClient scim, AdminClient client, SandboxPerson sina)
    {
        Assert.Contains("userName", (await _methods.CallAsync(scim.GetSchemasAsync()))[0].Attributes.Select(a => a.Name));
        ScimServiceConfiguration configuration = await _methods.CallAsync(scim.GetConfigurationAsync());
        Assert.Equal((true, true, false, 100), (configuration.SupportsPatch, configuration.SupportsFilter, configuration.SupportsSort, configuration.LargestPage));
        Assert.Equal(["User", "Group"], (await _methods.CallAsync(scim.GetResourceTypesAsync())).Select(type => type.Name));
        Assert.Equal((await _methods.ListAsync(scim.Users.ListAsync())).Count, await _methods.CallAsync(scim.Users.CountAsync()));
        ScimUser found = Assert.Single(await _methods.ListAsync(scim.Users.ListAsync(ScimFilter.UserName("SCIM.managed@example.com"))));
        ScimLink link = Assert.Single(await _methods.CallAsync(client.Provisioning.GetLinksAsync(sina.AccountId)));
        Assert.Equal((found.ScimUserId, sina.AccountId), (link.ScimUserId, link.AccountId));
        Assert.Equal(sina.AccountId, (await _methods.CallAsync(scim.Users.GetAsync(link.ScimUserId))).AccountId);
        await _methods.CallAsync(scim.Users.SetActiveAsync(link.ScimUserId, false));
        Assert.Equal("inactive", sina.AccountStatus);
        await _methods.CallAsync(scim.Users.PatchAsync(link.ScimUserId, [ScimPatchOperation.Replace("title", "Lead"), ScimPatchOperation.Replace("active", true)]));
        Assert.Equal("active", sina.AccountStatus);
        ScimUser made = await _methods.CallAsync(scim.Users.CreateAsync(new ScimUserUpdate { UserName = "neu@example.org", Email = "neu@example.org", JobTitle = "Lead", ExternalId = "x-1" }));
        Assert.NotNull(made.AccountId);
        made = await _methods.CallAsync(scim.Users.ReplaceAsync(made.ScimUserId, new ScimUserUpdate { UserName = "neu@example.org", Email = "neuer@example.org" }));
        Assert.Null(made.JobTitle);
        await _methods.CallAsync(client.Provisioning.UnlinkAsync(link.ScimDirectoryId, made.ScimUserId));
        Assert.Null(Assert.Single(await _methods.CallAsync(client.Provisioning.FindLinksAsync("neuer@example.org"))).AccountId);
        await _methods.CallAsync(scim.Users.DeleteAsync(made.ScimUserId));
        AdminException gone = await Assert.ThrowsAsync<AdminException>(() => scim.Users.GetAsync(made.ScimUserId));
        Assert.Equal(ErrorCode.ScimUserNotFound, gone.Code);
        await _methods.CallAsync(client.Provisioning.DeleteRecordAsync(sina.AccountId));
        Assert.Equal("active", sina.AccountStatus);
    }

    private async Task UseScimGroupsAsync(ScimClient scim)
    {
        List<ScimUser> people = await _methods.ListAsync(scim.Users.ListAsync());
        ScimGroup made = await _methods.CallAsync(scim.Groups.CreateAsync("okta-Werkzeuge", "x-2", [people[0].ScimUserId]));
        await _methods.CallAsync(scim.Groups.PatchAsync(made.ScimGroupId, [ScimPatchOperation.AddMembers([people[1].ScimUserId]), ScimPatchOperation.RemoveMembers([people[0].ScimUserId])]));
        made = Assert.Single(await _methods.ListAsync(scim.Groups.ListAsync(ScimFilter.DisplayName("okta-werkzeuge"))));
        Assert.Equal(people[1].ScimUserId, Assert.Single(made.Members).ScimId);
        made = await _methods.CallAsync(scim.Groups.ReplaceAsync(made.ScimGroupId, made.Name!, null, people.Select(p => p.ScimUserId)));
        Assert.Equal(people.Count, (await _methods.CallAsync(scim.Groups.GetAsync(made.ScimGroupId))).Members.Count);
        await _methods.CallAsync(scim.Groups.DeleteAsync(made.ScimGroupId));
    }

    private async Task UseApiAccessAsync(AdminClient client)
    {
        List<ApiToken> tokens = await _methods.ListAsync(client.ApiAccess.GetTokensAsync("many.tokens@example.com", "allowed"));
        Assert.Equal(40, tokens.Count);
        List<OrganizationApiKey> keys = await _methods.ListAsync(client.ApiAccess.GetKeysAsync());
        await _methods.CallAsync(client.ApiAccess.RevokeKeyAsync(keys.Single(key => key.Label == "Automation").ApiKeyId));
        AdminException rejected = await Assert.ThrowsAsync<AdminException>(() => client.Organizations.GetAsync());
        Assert.Equal(ErrorCode.KeyRejected, rejected.Code);
    }
}
