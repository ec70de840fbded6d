using System.Net.Http;

namespace AtlassianAdmin.Sandbox.Tests.Http;

/// <summary>Which key is answered how.</summary>
public sealed class KeyTests
{
    private readonly SandboxOrganization _organization = new();

    [Theory]
    [InlineData("none")]
    [InlineData("without Bearer")]
    [InlineData("basic")]
    [InlineData("unknown")]
    [InlineData("personal")]
    [InlineData("expired")]
    public async Task A_key_that_is_none_is_turned_away_by_the_gateway(string what)
    {
        string authorization = what switch
        {
            "none" => "",
            "without Bearer" => _organization.ApiKey,
            "basic" => "Basic YWRtaW46a2V5",
            "unknown" => "Bearer something",
            "personal" => "Bearer " + _organization.PersonalToken,
            _ => "Bearer " + _organization.ExpiredApiKey,
        };
        using var caller = new Caller(_organization, authorization: authorization);

        foreach (string path in new[] { caller.ManageOf("mia.active@example.com"), "/admin/v1/orgs", caller.V1, caller.V2 + "/directories" })
        {
            CallerReply reply = await caller.GetAsync(path);
            Assert.Equal(401, reply.Status);
            Assert.Equal("""{"code":401,"message":"Unauthorized"}""", reply.Text);
        }
    }

    [Fact]
    public async Task The_scheme_is_read_without_regard_to_case()
    {
        using var caller = new Caller(_organization, authorization: "bearer " + _organization.ApiKey);

        Assert.Equal(200, (await caller.GetAsync(caller.V1)).Status);
    }

    [Fact]
    public async Task A_key_with_scopes_reads_the_organization_but_not_its_accounts()
    {
        using var caller = new Caller(_organization, key: _organization.ScopedApiKey);
        string mia = caller.ManageOf("mia.active@example.com");

        foreach (string path in new[] { mia, mia + "/profile", mia + "/api-tokens" })
        {
            CallerReply refused = await caller.GetAsync(path);
            Assert.Equal(403, refused.Status);
            Assert.Equal("forbidden.insufficientScope", refused.At("key"));
            Assert.Equal("forbidden.insufficient-scope", refused.At("errorKey"));
            Assert.Contains("manage:org", refused.At("errorDetail"), StringComparison.Ordinal);
        }

        CallerReply accounts = await caller.GetAsync(caller.V1 + "/users");
        Assert.Equal(403, accounts.Status);
        Assert.Equal("User has no permission to access resource.", accounts.At("message"));
        Assert.Equal("/api" + caller.V1 + "/users", accounts.At("path"));
        foreach (string path in new[] { "/admin/v1/orgs", caller.V1, caller.V1 + "/domains", caller.V2 + "/directories" })
            Assert.Equal(200, (await caller.GetAsync(path)).Status);
        Assert.Equal(200, (await caller.SearchAsync("{}")).Status);
    }

    [Fact]
    public async Task The_key_of_another_organization_manages_nobody_here()
    {
        using var caller = new Caller(_organization, key: _organization.OtherOrganizationApiKey);

        CallerReply account = await caller.PostAsync(caller.ManageOf("mia.active@example.com") + "/lifecycle/disable");
        Assert.Equal(403, account.Status);
        Assert.Equal("forbidden", account.At("key"));
        Assert.Equal("forbidden", account.At("errorKey"));
        Assert.Equal("Error: Caller must be a verified org admin of targeted account", account.At("errorDetail"));
        Assert.Equal("active", caller.Person("mia.active@example.com").AccountStatus);

        CallerReply v1 = await caller.GetAsync(caller.V1);
        Assert.Equal(404, v1.Status);
        Assert.Equal("ADMIN-404-2", v1.At("errors/0/code"));
        CallerReply v2 = await caller.GetAsync(caller.V2 + "/directories");
        Assert.Equal(404, v2.Status);
        Assert.Equal("TCS validation failed", v2.At("message"));
        Assert.Equal("[]", (await caller.GetAsync("/admin/v1/orgs")).At("data"));
    }

    [Fact]
    public async Task A_path_that_is_none_is_answered_in_plain_text()
    {
        using var caller = new Caller(_organization);
        string mia = caller.ManageOf("mia.active@example.com");

        foreach (string path in new[] { "/", "/users", "/admin/v3/orgs", mia + "/", mia + "/profil", "//users/x/manage", caller.V1 + "/users/search" })
        {
            CallerReply reply = await caller.GetAsync(path.StartsWith("//", StringComparison.Ordinal) ? "https://api.atlassian.com" + path : path);
            Assert.Equal(404, reply.Status);
            Assert.Equal("text/plain", reply.MediaType);
            Assert.Equal("Request failed to match any route", reply.Text);
        }

        Assert.Equal(404, (await caller.SendAsync(HttpMethod.Delete, mia)).Status);
    }

    [Fact]
    public async Task Every_reply_has_an_id_of_its_own()
    {
        using var caller = new Caller(_organization);

        string first = (await caller.GetAsync(caller.V1)).Headers["atl-traceid"];
        string second = (await caller.GetAsync("/nowhere")).Headers["atl-traceid"];

        Assert.Equal(32, first.Length);
        Assert.NotEqual(first, second);
    }
}
