using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Where the vendor's document has a closed set of values, the sandbox takes those, letter by letter, and refuses every other: a slip in case or spelling cannot hide.</summary>
public sealed class ClosedValueTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization(new SandboxOptions { UserCount = 60 }));

    private string Directory => $"{_caller.V2}/directories/-";

    public static TheoryData<string> Fields => [.. Sets.Keys];

    private static Dictionary<string, (KnownValues Known, Func<ClosedValueTests, string, Task<CallerReply>> Ask)> Sets { get; } = new()
    {
        ["users/search claimStatus"] = (UserValues.ClaimStatus, (t, v) => t._caller.SearchAsync($$"""{"claimStatus":"{{v}}"}""")),
        ["users/search status"] = (UserValues.Status, (t, v) => t._caller.SearchAsync($$"""{"status":["{{v}}"]}""")),
        ["users/search accountStatus"] = (UserValues.AccountStatus, (t, v) => t._caller.SearchAsync($$"""{"accountStatus":["{{v}}"]}""")),
        ["users/search membershipStatus"] = (UserValues.MembershipStatus, (t, v) => t._caller.SearchAsync($$"""{"membershipStatus":["{{v}}"]}""")),
        ["users/search expand"] = (UserValues.Expand, (t, v) => t._caller.SearchAsync($$"""{"expand":["{{v}}"]}""")),
        ["users/search roleIds"] = (Role.OfSearches, (t, v) => t._caller.SearchAsync($$"""{"roleIds":["{{v}}"]}""")),
        ["users/count claimStatus"] = (UserValues.ClaimStatus, (t, v) => t._caller.GetAsync($"{t.Directory}/users/count?claimStatus={v}")),
        ["users/count status"] = (UserValues.Status, (t, v) => t._caller.GetAsync($"{t.Directory}/users/count?status={v}")),
        ["users/count accountStatus"] = (UserValues.AccountStatus, (t, v) => t._caller.GetAsync($"{t.Directory}/users/count?accountStatus={v}")),
        ["users/count membershipStatus"] = (UserValues.MembershipStatus, (t, v) => t._caller.GetAsync($"{t.Directory}/users/count?membershipStatus={v}")),
        ["users/count roleIds"] = (Role.OfSearches, (t, v) => t._caller.GetAsync($"{t.Directory}/users/count?roleIds={Uri.EscapeDataString(v)}")),
        ["groups/search expand"] = (GroupSearch.Expansions, (t, v) => t._caller.PostAsync($"{t.Directory}/groups/search", $$"""{"expand":["{{v}}"]}""")),
        ["groups/search roleIds"] = (Role.OfSearches, (t, v) => t._caller.PostAsync($"{t.Directory}/groups/search", $$"""{"roleIds":["{{v}}"]}""")),
        ["users/role-assignments roleIds"] = (Role.OfSearches, (t, v) =>
            t._caller.GetAsync($"{t.Directory}/users/{Uri.EscapeDataString(t.Mia)}/role-assignments?roleIds={Uri.EscapeDataString(v)}")),
        ["manage privileges"] = (Privilege.Known, (t, v) => t._caller.GetAsync($"{t._caller.ManageOf("mia.active@example.com")}?privileges={v}")),
        ["events product"] = (AuditFilter.KnownProducts, (t, v) => t._caller.GetAsync($"{t._caller.V1}/events?product={v}")),
        ["api-tokens status"] = (ApiAccessClient.TokenStatus, (t, v) =>
            t._caller.GetAsync($"/admin/api-access/v1/orgs/{t._caller.Organization.OrganizationId}/api-tokens?status={v}")),
    };

    private string Mia => _caller.Person("mia.active@example.com").AccountId;

    public void Dispose() => _caller.Dispose();

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Every_documented_value_is_taken(string field)
    {
        (KnownValues known, Func<ClosedValueTests, string, Task<CallerReply>> ask) = Sets[field];

        foreach (string value in known.All)
            Assert.Equal(200, (await ask(this, value)).Status);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Every_other_value_is_refused(string field)
    {
        (KnownValues known, Func<ClosedValueTests, string, Task<CallerReply>> ask) = Sets[field];
        string value = known.All[0];

        foreach (string other in new[] { "nonsense", value.ToUpperInvariant(), char.ToUpperInvariant(value[0]) + value[1..], value + "s", value[..^1], "*" })
        {
            CallerReply reply = await ask(this, other);

            // Whatever the list of tokens does not know is answered with 500 (live).
            Assert.True(reply.Status == (field.StartsWith("api-tokens", StringComparison.Ordinal) ? 500 : 400), $"{other}: {reply}");
        }
    }

    [Theory]
    [InlineData("/users/{0}/roles/assign")]
    [InlineData("/users/{0}/roles/revoke")]
    [InlineData("/users/{0}/role-assignments/assign")]
    [InlineData("/users/{0}/role-assignments/revoke")]
    public async Task A_role_that_no_person_is_given_is_refused(string path)
    {
        foreach (string role in new[] { "org-admin", "atlassian/Org-Admin", "ATLASSIAN/USER", "atlassian/viewer", "atlassian/ai-access", "nonsense" })
            Assert.Equal(400, (await _caller.PostAsync(string.Format(null, _caller.V1 + path, Uri.EscapeDataString(Mia)), $$"""{"role":"{{role}}","resource":"ari:cloud:jira::site/1"}""")).Status);
    }

    [Fact]
    public async Task A_role_that_no_group_or_invitation_gives_is_refused()
    {
        string group = (await _caller.PostAsync($"{Directory}/groups/search", """{"limit":1}""")).At("data/0/id")!;
        string directory = (await _caller.GetAsync($"{Directory}/groups/{group}")).At("data/directoryId")!;
        foreach (string role in new[] { "user", "atlassian/User", "atlassian/wizard" })
        {
            foreach (string end in new[] { "assign", "revoke" })
            {
                CallerReply reply = await _caller.PostAsync(
                    $"{_caller.V2}/directories/{directory}/groups/{group}/role-assignments/{end}", $$"""{"roleId":"{{role}}","resourceId":"ari:cloud:jira::site/1"}""");
                Assert.Equal(400, reply.Status);
            }

            Assert.Equal(400, (await _caller.PostAsync(
                $"{_caller.V2}/users/invite", $$"""{"emails":["new@example.com"],"permissionRules":[{"resource":"ari:cloud:jira::site/1","role":"{{role}}"}]}""")).Status);
        }

        Assert.Equal(400, (await _caller.PostAsync(
            $"{_caller.V2}/users/invite", """{"emails":["new@example.com"],"permissionRules":[{"resource":"ari:cloud:jira::site/1","role":"atlassian/org-admin"}]}""")).Status);
    }

    [Theory]
    [InlineData("asc", 200)]
    [InlineData("desc", 200)]
    [InlineData("ASC", 400)]
    [InlineData("ascending", 400)]
    public async Task An_order_is_asc_or_desc(string order, int status)
    {
        Assert.Equal(status, (await _caller.SearchAsync($$"""{"sortBy":[{"field":"nick_name","direction":"{{order}}"}]}""")).Status);
        Assert.Equal(status, (await _caller.PostAsync($"{Directory}/groups/search", $$"""{"sortBy":[{"field":"name","direction":"{{order}}"}]}""")).Status);
        Assert.Equal(status, (await _caller.PostAsync($"{_caller.V2}/workspaces", $$"""{"sort":[{"field":"attributes.name","order":"{{order}}"}]}""")).Status);
        Assert.Equal(status, (await _caller.GetAsync($"{_caller.V1}/events-stream?sortOrder={order}")).Status);
    }

    [Theory]
    [InlineData("nick_name", 200)]
    [InlineData("nickName", 400)]
    [InlineData("name", 400)]
    public async Task People_are_ordered_by_what_the_document_names(string field, int status) =>
        Assert.Equal(status, (await _caller.SearchAsync($$"""{"sortBy":[{"field":"{{field}}","direction":"asc"}]}""")).Status);

    [Theory]
    [InlineData("name", 200)]
    [InlineData("Name", 400)]
    [InlineData("nick_name", 400)]
    public async Task Groups_are_ordered_by_what_the_document_names(string field, int status) =>
        Assert.Equal(status, (await _caller.PostAsync($"{Directory}/groups/search", $$"""{"sortBy":[{"field":"{{field}}","direction":"asc"}]}""")).Status);

    [Theory]
    [InlineData("atlassian/user", 200)]
    [InlineData("atlassian/User", 400)]
    [InlineData("user", 400)]
    [InlineData("nonsense", 400)]
    public async Task Roles_of_a_group_are_filtered_by_what_the_document_names(string role, int status)
    {
        string group = (await _caller.PostAsync($"{Directory}/groups/search", """{"limit":1}""")).At("data/0/id")!;

        Assert.Equal(status, (await _caller.GetAsync($"{Directory}/groups/{group}/role-assignments?roleIds={Uri.EscapeDataString(role)}")).Status);
    }

    [Theory]
    [InlineData("org-admin")]
    [InlineData("atlassian/user")]
    [InlineData("atlassian/ORG-ADMIN")]
    public async Task Only_the_organization_s_own_role_is_given_on_it(string role) =>
        Assert.Equal(400, (await _caller.PostAsync($"{_caller.V1}/users/{Uri.EscapeDataString(Mia)}/role-assignments/assign", $$"""{"role":"{{role}}"}""")).Status);

    [Fact]
    public async Task Privileges_may_come_in_one_value_as_some_clients_send_them()
    {
        CallerReply reply = await _caller.GetAsync($"{_caller.ManageOf("mia.active@example.com")}?privileges=email.set,profile.read");

        Assert.Equal(200, reply.Status);
        Assert.Equal(["email.set", "profile.read"], reply.Json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }
}
