using System.Net.Http;
using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Access;

/// <summary>Suspension, removal, roles, activity, invitations.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization());

    private string Main => _caller.V2 + "/directories/" + _caller.Organization.DirectoryIds[0];

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task A_suspended_person_keeps_groups_and_gets_the_products_back()
    {
        JsonElement before = await UserAsync("mia.active@example.com");
        string mia = Id("mia.active@example.com");

        Assert.Equal(204, (await _caller.PostAsync($"{Main}/users/{mia}/suspend")).Status);
        JsonElement suspended = await UserAsync("mia.active@example.com");
        Assert.Equal("suspended", suspended.GetProperty("status").GetString());
        Assert.Equal("suspended", suspended.GetProperty("membershipStatus").GetString());
        Assert.Equal(0, suspended.GetProperty("productAccess").GetArrayLength());
        Assert.Equal(before.GetProperty("groups").GetRawText(), suspended.GetProperty("groups").GetRawText());
        Assert.Equal(204, (await _caller.PostAsync($"{Main}/users/{mia}/restore")).Status);
        Assert.Equal(before.GetRawText(), (await UserAsync("mia.active@example.com")).GetRawText());
    }

    [Fact]
    public async Task Somebody_suspended_in_one_of_two_directories_is_active()
    {
        CallerReply partners = await _caller.SearchAsync($$"""{"directoryIds":["{{_caller.Organization.DirectoryIds[1]}}"],"claimStatus":"managed","status":["active"],"limit":1}""");
        string person = Uri.EscapeDataString(partners.At("data/0/accountId")!);

        await _caller.PostAsync($"{Main}/users/{person}/suspend");
        Assert.Equal(204, (await _caller.PostAsync($"{_caller.V2}/directories/{_caller.Organization.DirectoryIds[1]}/users/{person}/restore")).Status);

        Assert.Equal("active", (await _caller.GetAsync($"{_caller.V2}/directories/-/users/{person}")).At("data/status"));
    }

    [Fact]
    public async Task An_organization_admin_is_not_suspended() =>
        Assert.Equal(400, (await _caller.PostAsync($"{Main}/users/{Id("admin@example.com")}/suspend")).Status);

    [Fact]
    public async Task A_removed_person_is_nowhere_and_still_managed()
    {
        string mia = Id("mia.active@example.com");

        Assert.Equal(204, (await _caller.SendAsync(HttpMethod.Delete, $"{Main}/users/{mia}")).Status);

        JsonElement after = await UserAsync("mia.active@example.com");
        Assert.Equal("not_invited", after.GetProperty("status").GetString());
        Assert.Equal(0, after.GetProperty("groups").GetArrayLength());
        Assert.Equal(404, (await _caller.SendAsync(HttpMethod.Delete, $"{Main}/users/{mia}")).Status);
        Assert.Equal(404, (await _caller.PostAsync($"{Main}/users/{mia}/suspend")).Status);
        Assert.Equal(200, (await _caller.GetAsync(_caller.ManageOf("mia.active@example.com") + "/profile")).Status);
    }

    [Fact]
    public async Task Roles_say_where_they_come_from()
    {
        CallerReply roles = await _caller.GetAsync($"{_caller.V2}/directories/-/users/{Id("admin@example.com")}/role-assignments?limit=100");
        JsonElement[] all = [.. roles.Json.GetProperty("data").EnumerateArray()];

        JsonElement platform = Assert.Single(all, role => role.GetProperty("resourceOwner").GetString() == "platform");
        Assert.Equal("ari:cloud:platform::org/" + _caller.Organization.OrganizationId, platform.GetProperty("resourceId").GetString());
        Assert.False(platform.TryGetProperty("directoryId", out _));
        Assert.Contains("group_direct", platform.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(all, role => role.GetRawText().Contains("atlassian/admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Activity_agrees_with_the_other_lists_and_has_a_history()
    {
        CallerReply accounts = await _caller.GetAsync(_caller.V1 + "/users");
        int never = 0, old = 0, recent = 0;
        foreach (JsonElement account in accounts.Json.GetProperty("data").EnumerateArray().Where(account => account.GetProperty("account_status").GetString() != "closed"))
        {
            CallerReply activity = await _caller.GetAsync($"{_caller.V1}/directory/users/{Uri.EscapeDataString(account.GetProperty("account_id").GetString()!)}/last-active-dates");
            JsonElement[] products = [.. activity.Json.GetProperty("data").GetProperty("product_access").EnumerateArray()];
            Assert.Equal(account.GetProperty("product_access").GetArrayLength(), products.Length);
            foreach (JsonElement product in products)
            {
                DateTimeOffset? last = product.TryGetProperty("last_active_timestamp", out JsonElement time) ? time.GetDateTimeOffset() : null;
                never += last is null ? 1 : 0;
                old += last < DateTimeOffset.UtcNow.AddDays(-90) ? 1 : 0;
                recent += last > DateTimeOffset.UtcNow.AddDays(-30) ? 1 : 0;
                Assert.True(last is null || last <= account.GetProperty("last_active").GetDateTimeOffset());
            }
        }

        Assert.True(never > 0 && old > 0 && recent > 0, $"never {never}, old {old}, recent {recent}");
    }

    [Fact]
    public async Task An_invitation_makes_people_and_tells_what_failed()
    {
        OrganizationMap map = await OrganizationMap.ReadAsync(_caller);
        string invite = _caller.V2 + "/users/invite";

        CallerReply good = await _caller.PostAsync(invite, $$"""{"emails":["neu@example.com","extern@example.net"],"permissionRules":[{"resource":"{{map.Jira}}","role":"atlassian/user"}]}""");
        CallerReply partial = await _caller.PostAsync(invite, $$"""{"emails":["extern@example.net","x@blocked.example.org"],"permissionRules":[{"resource":"{{map.FullConfluence}}","role":"atlassian/user"}],"additionalGroups":["{{map.Groups["contractors"]}}"]}""");

        Assert.Equal(200, good.Status);
        Assert.Equal("managed", (await UserAsync("neu@example.com")).GetProperty("claimStatus").GetString());
        JsonElement extern_ = await UserAsync("extern@example.net");
        Assert.Equal("unmanaged active", $"{extern_.GetProperty("claimStatus")} {extern_.GetProperty("status")}");
        Assert.Equal(206, partial.Status);
        Assert.Equal("ERROR", partial.At("data/0/results/0/roleAssignmentResult/0/status"));
        Assert.Equal("INVITED", partial.At("data/0/results/0/groupAssignmentResult/0/status"));
        Assert.Equal("ERROR", partial.At("data/1/results/0/groupAssignmentResult/0/status"));
        Assert.Null(_caller.Organization.Find("x@blocked.example.org"));
    }

    [Fact]
    public async Task A_key_with_scopes_reads_and_changes_nothing()
    {
        using var scoped = new Caller(_caller.Organization, key: _caller.Organization.ScopedApiKey);

        Assert.Equal(200, (await scoped.PostAsync(scoped.V2 + "/directories/-/groups/search")).Status);
        CallerReply refused = await scoped.PostAsync($"{Main}/users/{Id("mia.active@example.com")}/suspend");
        Assert.Equal((401, "ADMIN-401-2"), (refused.Status, refused.At("errors/0/code")));
    }

    [Fact]
    public async Task A_hundred_thousand_people_are_served_page_by_page()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { UserCount = 100_000 }));
        OrganizationMap map = await OrganizationMap.ReadAsync(caller);

        // Pages from the middle of the list cost no more memory than the first.
        CallerReply page = await caller.SearchAsync($$"""{"groupIds":["{{map.Groups["jira-software-users-sandbox"]}}"],"limit":100}""");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            page = await caller.SearchAsync($$"""{"cursor":"{{page.At("links/next")}}"}""");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 40_000_000, "A page takes more than 2 MB.");
        Assert.Equal(100, page.Json.GetProperty("data").GetArrayLength());
    }

    private string Id(string email) => Uri.EscapeDataString(_caller.Person(email).AccountId);

    private async Task<JsonElement> UserAsync(string email) =>
        (await _caller.SearchAsync($$"""{"emails":["{{email}}"],"expand":["groups","productAccess","platformRoles"]}""")).Json.GetProperty("data")[0];
}
