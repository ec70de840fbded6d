using System.Net.Http;
using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.ApiAccess;

/// <summary>Tokens and keys of the whole organization, and its sites and policies.</summary>
public sealed class ApiAccessTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization());

    private string Access => "/admin/api-access/v1/orgs/" + _caller.Organization.OrganizationId;

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task A_token_that_is_revoked_in_the_middle_of_the_list_loses_no_other()
    {
        int count = (await _caller.GetAsync(Access + "/api-tokens/count")).Json.GetInt32();
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            CallerReply page = await _caller.GetAsync($"{Access}/api-tokens?pageSize=7{(cursor.Length > 0 ? "&cursor=" + cursor : "")}");
            foreach (JsonElement token in page.Json.GetProperty("data").EnumerateArray())
            {
                string id = token.GetProperty("id").GetString()!;
                string owner = token.GetProperty("user").GetProperty("id").GetString()!;
                seen.Add(id);
                await _caller.SendAsync(HttpMethod.Delete, $"{Caller.Manage(owner)}/api-tokens/{id}");
            }

            cursor = page.At("links/next");
        }

        Assert.Equal(count, seen.Distinct().Count());
        Assert.Equal(count, seen.Count);
        Assert.True((await _caller.GetAsync(Access + "/api-tokens/count")).Json.GetInt32() < 5, "Only accounts that may not be changed keep theirs.");
    }

    [Fact]
    public async Task The_list_and_the_account_show_the_same_tokens()
    {
        CallerReply own = await _caller.GetAsync(_caller.ManageOf("many.tokens@example.com") + "/api-tokens");
        CallerReply all = await _caller.GetAsync(Access + "/api-tokens?q=MANY.tokens&pageSize=1000&status=allowed");

        Assert.Equal(
            own.Json.EnumerateArray().Select(token => token.GetProperty("id").GetString()).Order(StringComparer.Ordinal),
            all.Json.GetProperty("data").EnumerateArray().Select(token => token.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        Assert.Empty((await _caller.GetAsync(Access + "/api-tokens?q=many.tokens&status=blocked")).Json.GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData("/api-tokens?limit=10")]
    [InlineData("/api-tokens?maxResults=10")]
    [InlineData("/api-keys?limit=10")]
    public async Task A_parameter_that_the_service_does_not_know_is_a_500(string path) =>
        Assert.Equal(500, (await _caller.GetAsync(Access + path)).Status);

    [Fact]
    public async Task Nobody_can_revoke_every_token_at_once() =>
        Assert.Equal(404, (await _caller.SendAsync(HttpMethod.Delete, Access + "/api-tokens")).Status);

    [Fact]
    public async Task A_revoked_key_opens_nothing_and_is_not_listed()
    {
        CallerReply keys = await _caller.GetAsync(Access + "/api-keys");
        JsonElement[] all = [.. keys.Json.GetProperty("data").EnumerateArray()];
        Assert.Contains(all, key => key.GetProperty("createdBy").GetProperty("email").GetString() == "already.disabled@example.com");
        Assert.Contains(all, key => key.GetProperty("expiresAt").GetDateTimeOffset() is var end && end > DateTimeOffset.UtcNow && end < DateTimeOffset.UtcNow.AddDays(7));
        string scopedId = all.Single(key => key.GetProperty("label").GetString() == "Reporting (read only)").GetProperty("id").GetString()!;
        using var scoped = new Caller(_caller.Organization, key: _caller.Organization.ScopedApiKey);
        Assert.Equal(200, (await scoped.GetAsync(scoped.V1)).Status);

        Assert.Equal(204, (await _caller.SendAsync(HttpMethod.Patch, $"{Access}/api-keys/revoke/{scopedId}", "{}")).Status);

        Assert.Equal(401, (await scoped.GetAsync(scoped.V1)).Status);
        Assert.Equal(404, (await _caller.SendAsync(HttpMethod.Patch, $"{Access}/api-keys/revoke/{scopedId}", "{}")).Status);
        Assert.Equal(all.Length - 1, (await _caller.GetAsync(Access + "/api-keys/count")).Json.GetInt32());
    }

    [Fact]
    public async Task Two_sites_have_three_products_each_and_one_of_them_is_full()
    {
        List<JsonElement> workspaces = await OrganizationMap.AllAsync(_caller, _caller.V2 + "/workspaces");

        Assert.Equal(["https://partners.example.com", "https://sandbox.example.com"], workspaces.Select(Host).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(6, workspaces.Count);
        Assert.Single(workspaces, workspace => workspace.GetProperty("attributes") is var a && a.GetProperty("usage").GetInt32() == a.GetProperty("capacity").GetInt32());
        List<JsonElement> one = await OrganizationMap.AllAsync(
            _caller, _caller.V2 + "/workspaces", """ "query":{"and":[{"searchWorkspaces":"PARTNERS"},{"field":{"name":"attributes.type","values":["confluence"]}}]} """);
        Assert.StartsWith("ari:cloud:confluence::site/", Assert.Single(one).GetProperty("id").GetString(), StringComparison.Ordinal);

        static string Host(JsonElement workspace) => workspace.GetProperty("attributes").GetProperty("hostUrl").GetString()!;
    }

    [Fact]
    public async Task Policies_are_of_every_type_and_paged()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { PageSize = 1 }));
        var types = new List<string?>();
        for (string? next = caller.V1 + "/policies"; next is not null;)
        {
            CallerReply page = await caller.GetAsync(next);
            types.Add(page.At("data/0/attributes/type"));
            next = page.At("links/next");
        }

        Assert.Equal(["data-residency", "data-residency", "data-security", "data-security", "ip-allowlist", "ip-allowlist"], types.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await _caller.GetAsync(_caller.V1 + "/policies?type=ip-allowlist")).Json.GetProperty("data").GetArrayLength());
    }
}
