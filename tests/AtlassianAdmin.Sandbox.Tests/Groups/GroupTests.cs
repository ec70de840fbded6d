using System.Net.Http;
using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Groups;

public sealed class GroupTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization());

    private string Every => _caller.V2 + "/directories/-/groups";

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Groups_are_of_every_kind_and_say_who_looks_after_them()
    {
        List<JsonElement> groups = await OrganizationMap.AllAsync(_caller, Every + "/search", "\"expand\":[\"counts.users\",\"counts.resources\"]");

        Assert.True(groups.Count > 20, "The default page has to be too small for them.");
        Assert.Equal(["admins", "external", "open", "team-members"], groups.Select(group => Text(group, "managedBy")).Distinct().Order(StringComparer.Ordinal));
        Assert.All(groups, group => Assert.Equal(Text(group, "managedBy") == "external", group.GetProperty("externalSynced").GetBoolean()));
        Assert.All(
            groups.Where(group => group.GetProperty("externalSynced").GetBoolean()),
            group => Assert.False(group.GetProperty("managementAccess").GetProperty("modifiable").GetBoolean()));
        IGrouping<string, JsonElement> namesakes = Assert.Single(groups.GroupBy(group => Text(group, "name")), same => same.Count() > 1);
        Assert.Equal(2, namesakes.Select(group => Text(group, "directoryId")).Distinct().Count());
    }

    [Fact]
    public async Task Counts_are_as_many_as_the_search_for_people_finds()
    {
        foreach (JsonElement group in await OrganizationMap.AllAsync(_caller, Every + "/search", "\"expand\":[\"counts.users\"]"))
        {
            List<JsonElement> members = await OrganizationMap.AllAsync(
                _caller, _caller.V2 + "/directories/-/users/search", $"\"groupIds\":[\"{Text(group, "id")}\"],\"expand\":[\"groups\"]");
            Assert.Equal(group.GetProperty("counts").GetProperty("users").GetInt32(), members.Count);
            Assert.All(members, member => Assert.Contains(
                member.GetProperty("groups").EnumerateArray(), of => Text(of, "id") == "ari:cloud:identity::group/" + Text(group, "id")));
        }
    }

    [Fact]
    public async Task Nobody_is_in_a_group_of_a_directory_that_they_are_not_in()
    {
        foreach (string directory in _caller.Organization.DirectoryIds)
        {
            string[] here = await IdsAsync($"{_caller.V2}/directories/{directory}/users/search", "", "accountId");
            foreach (JsonElement group in await OrganizationMap.AllAsync(_caller, $"{_caller.V2}/directories/{directory}/groups/search"))
            {
                string[] members = await IdsAsync(_caller.V2 + "/directories/-/users/search", $"\"groupIds\":[\"{Text(group, "id")}\"]", "accountId");
                Assert.Empty(members.Except(here));
            }
        }
    }

    [Theory]
    [InlineData("""{"searchTerm":"JIRA"}""", "jira-software-users-sandbox", "org-admins")]
    [InlineData("""{"groupNames":["ORG-ADMINS"]}""", "org-admins", "jira-admins-sandbox")]
    [InlineData("""{"resourceOwners":["confluence"]}""", "confluence-users-sandbox", "jira-admins-sandbox")]
    [InlineData("""{"roleIds":["atlassian/org-admin"]}""", "org-admins", "jira-admins-sandbox")]
    [InlineData("""{"roleIds":["atlassian/customer"]}""", "jira-servicemanagement-customers-sandbox", "jira-servicemanagement-users-sandbox")]
    public async Task Filters_let_through_what_they_name(string body, string inside, string outside)
    {
        CallerReply reply = await _caller.PostAsync(Every + "/search", body);
        string[] names = [.. reply.Json.GetProperty("data").EnumerateArray().Select(group => Text(group, "name"))];

        Assert.Contains(inside, names);
        Assert.DoesNotContain(outside, names);
    }

    [Fact]
    public async Task Groups_are_ordered_by_name_and_paged_without_loss()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { PageSize = 3 }));
        string path = caller.V2 + "/directories/-/groups/search";
        string[] all = [.. (await OrganizationMap.AllAsync(caller, path)).Select(group => Text(group, "id"))];
        string[] ascending = [.. (await OrganizationMap.AllAsync(caller, path, """ "sortBy":[{"field":"name","direction":"asc"}] """)).Select(group => Text(group, "name"))];

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all.Length, ascending.Length);
        Assert.Equal(ascending.Order(StringComparer.OrdinalIgnoreCase), ascending);
    }

    [Fact]
    public async Task A_group_lives_from_its_creation_to_its_deletion()
    {
        string main = _caller.V2 + "/directories/" + _caller.Organization.DirectoryIds[0];
        string mia = _caller.Person("mia.active@example.com").AccountId;

        CallerReply created = await _caller.PostAsync(main + "/groups", """{"name":"グループ","description":"x"}""");
        Assert.Equal((201, ""), (created.Status, created.Text));
        Assert.Equal(409, (await _caller.PostAsync(main + "/groups", """{"name":"グループ"}""")).Status);
        string group = $"{main}/groups/{(await _caller.PostAsync(main + "/groups/search", """{"groupNames":["グループ"]}""")).At("data/0/id")}";
        Assert.Equal(204, (await _caller.PostAsync(group + "/memberships", $$"""{"accountId":"{{mia}}"}""")).Status);
        CallerReply again = await _caller.PostAsync(group + "/memberships", $$"""{"accountId":"{{mia}}"}""");
        Assert.Equal((409, "ADMIN-UAM-409-2"), (again.Status, again.At("errors/0/code")));
        Assert.Equal("1", (await _caller.GetAsync(group)).At("data/counts/users"));
        Assert.Equal(204, (await _caller.SendAsync(HttpMethod.Delete, group)).Status);
        Assert.Equal(404, (await _caller.GetAsync(group)).Status);
        Assert.Equal(404, (await _caller.SendAsync(HttpMethod.Delete, group)).Status);
        Assert.DoesNotContain("グループ", (await _caller.SearchAsync($$"""{"accountIds":["{{mia}}"],"expand":["groups"]}""")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_of_an_identity_provider_and_of_another_directory_are_not_changed_here()
    {
        OrganizationMap map = await OrganizationMap.ReadAsync(_caller);
        string body = $$"""{"accountId":"{{map.Mia}}"}""";
        string synced = "/groups/" + map.Groups["okta-everyone"];

        CallerReply external = await _caller.PostAsync($"{_caller.V2}/directories/{map.Main}{synced}/memberships", body);
        Assert.Equal((403, "ADMIN-403-5"), (external.Status, external.At("errors/0/code")));
        Assert.Equal(404, (await _caller.PostAsync($"{_caller.V2}/directories/{map.Partners}{synced}/memberships", body)).Status);
        Assert.Equal(400, (await _caller.PostAsync($"{Every}/{map.Groups["Project Aurora"]}/memberships", body)).Status);
        string outsider = $$"""{"accountId":"{{_caller.Person("not.invited@example.com").AccountId}}"}""";
        Assert.Equal(404, (await _caller.PostAsync($"{_caller.V2}/directories/{map.Main}/groups/{map.Groups["Project Aurora"]}/memberships", outsider)).Status);
    }

    [Fact]
    public async Task A_full_product_takes_nobody_until_somebody_leaves()
    {
        OrganizationMap map = await OrganizationMap.ReadAsync(_caller);
        string full = $"{_caller.V2}/directories/{map.Partners}/groups/{map.Groups["confluence-users-partners"]}/memberships";
        string candidate = $$"""{"accountId":"{{map.Candidate}}"}""";

        CallerReply refused = await _caller.PostAsync(full, candidate);
        Assert.Equal((409, "ADMIN-UAM-409-3"), (refused.Status, refused.At("errors/0/code")));
        string leaver = Uri.EscapeDataString(_caller.Person("contractor@example.net").AccountId);
        Assert.Equal(204, (await _caller.SendAsync(HttpMethod.Delete, full + "/" + leaver)).Status);
        Assert.Equal(204, (await _caller.PostAsync(full, candidate)).Status);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<string[]> IdsAsync(string path, string question, string name) =>
        [.. (await OrganizationMap.AllAsync(_caller, path, question)).Select(item => Text(item, name))];
}
