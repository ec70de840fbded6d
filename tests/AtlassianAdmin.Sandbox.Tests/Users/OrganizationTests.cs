using System.Text.Json;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Users;

/// <summary>Version 1 of the organization API.</summary>
public sealed class OrganizationTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization(new SandboxOptions { UserCount = 120 }));

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task The_list_of_organizations_is_empty_as_it_often_is()
    {
        CallerReply reply = await _caller.GetAsync("/admin/v1/orgs");

        Assert.Equal("""{"data":[],"links":{"self":"https://api.atlassian.com/admin/v1/orgs"},"meta":null}""", reply.Text);
    }

    [Fact]
    public async Task The_list_of_organizations_can_show_this_one()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { ListsOrganization = true }));

        CallerReply reply = await caller.GetAsync("/admin/v1/orgs");

        Assert.Equal(caller.Organization.OrganizationId, reply.At("data/0/id"));
    }

    [Fact]
    public async Task The_organization_is_read_by_its_id()
    {
        CallerReply reply = await _caller.GetAsync(_caller.V1);

        Assert.Equal(_caller.Organization.OrganizationId, reply.At("data/id"));
        Assert.Equal("orgs", reply.At("data/type"));
        Assert.Equal(_caller.Organization.Name, reply.At("data/attributes/name"));
        Assert.Equal($"https://api.atlassian.com{_caller.V1}/users", reply.At("data/relationships/users/links/related"));
    }

    [Fact]
    public async Task An_unknown_organization_is_not_found()
    {
        foreach (string rest in new[] { "", "/users", "/domains" })
        {
            CallerReply reply = await _caller.GetAsync("/admin/v1/orgs/00000000-0000-0000-0000-000000000000" + rest);
            Assert.Equal(404, reply.Status);
            Assert.Equal("ADMIN-404-2", reply.At("errors/0/code"));
            Assert.Equal("404", reply.At("errors/0/status"));
        }
    }

    [Fact]
    public async Task Managed_accounts_come_in_pages_whose_next_is_a_whole_address()
    {
        var seen = new List<JsonElement>();
        int pages = 0;
        for (string? next = _caller.V1 + "/users"; next is not null; pages++)
        {
            CallerReply reply = await _caller.GetAsync(next);
            Assert.Equal(200, reply.Status);
            Assert.Equal(_caller.Organization.People.Count(person => person.Kind != SandboxPersonKind.Unmanaged), int.Parse(reply.At("meta/total")!, null));
            Assert.True(reply.Json.GetProperty("data").GetArrayLength() <= 50);
            seen.AddRange(reply.Json.GetProperty("data").EnumerateArray());
            next = reply.At("links/next");
            Assert.True(next is null || next.StartsWith($"https://api.atlassian.com{_caller.V1}/users?cursor=", StringComparison.Ordinal));
        }

        Assert.Equal(3, pages);
        Assert.Equal(
            _caller.Organization.People.Where(person => person.Kind != SandboxPersonKind.Unmanaged).Select(person => person.AccountId),
            seen.Select(account => account.GetProperty("account_id").GetString()));
        Assert.Contains(seen, account => account.GetProperty("account_status").GetString() == "closed");
        Assert.Contains(seen, account => account.GetProperty("product_access").GetArrayLength() == 2);
        Assert.Contains(seen, account => account.TryGetProperty("last_active", out _));
        Assert.Contains(seen, account => !account.TryGetProperty("last_active", out _));
    }

    [Fact]
    public async Task The_size_of_pages_can_be_lowered()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { UserCount = 30, PageSize = 4 }));

        Assert.Equal(4, (await caller.GetAsync(caller.V1 + "/users")).Json.GetProperty("data").GetArrayLength());
        Assert.Equal(4, (await caller.SearchAsync("""{"limit":100}""")).Json.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/domains")]
    public async Task A_cursor_that_is_none_is_refused(string list)
    {
        string foreign = Uri.EscapeDataString((await _caller.SearchAsync("""{"limit":1}""")).At("links/next")!);
        foreach (string cursor in new[] { "nonsense", "%20", "dXNlcnM", foreign })
        {
            CallerReply reply = await _caller.GetAsync($"{_caller.V1}{list}?cursor={cursor}");
            Assert.Equal(400, reply.Status);
            Assert.Equal("ADMIN-400-1", reply.At("errors/0/code"));
        }
    }

    [Fact]
    public async Task Domains_are_listed_with_their_claims_and_read_one_by_one()
    {
        CallerReply reply = await _caller.GetAsync(_caller.V1 + "/domains");

        Assert.Equal(
            ["example.com verified", "example.net unverified", "example.org verified"],
            reply.Json.GetProperty("data").EnumerateArray().Select(domain =>
                $"{domain.GetProperty("attributes").GetProperty("name")} {domain.GetProperty("attributes").GetProperty("claim").GetProperty("status")}").Order(StringComparer.Ordinal));
        Assert.Equal(["example.com", "example.org"], _caller.Organization.VerifiedDomains);
        CallerReply one = await _caller.GetAsync($"{_caller.V1}/domains/{reply.At("data/1/id")}");
        Assert.Equal(reply.At("data/1/attributes/name"), one.At("data/attributes/name"));
        CallerReply none = await _caller.GetAsync(_caller.V1 + "/domains/none");
        Assert.Equal(404, none.Status);
        Assert.Equal("ADMIN-404-3", none.At("errors/0/code"));
    }
}
