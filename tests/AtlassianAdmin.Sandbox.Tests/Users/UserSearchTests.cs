using System.Net.Http;
using System.Text.Json;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Users;

/// <summary>POST users/search.</summary>
public sealed class UserSearchTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization(new SandboxOptions { UserCount = 300 }));

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Emails_are_matched_whole_and_without_regard_to_case()
    {
        CallerReply reply = await _caller.SearchAsync(
            """{"emails":["MIA.Active@Example.com","mia.active","active@example.com","nobody@example.com","admin@example.com"]}""");

        Assert.Equal(["admin@example.com", "mia.active@example.com"], Emails(reply));
    }

    [Fact]
    public async Task A_term_is_looked_for_in_names_and_addresses()
    {
        Assert.Equal(["alex.kim@example.com", "alex.kim@example.org"], Emails(await _caller.SearchAsync("""{"searchTerm":"ALEX K"}""")));
        Assert.Contains("google.managed@example.com", Emails(await _caller.SearchAsync("""{"searchTerm":"google.man"}""")));
    }

    [Fact]
    public async Task Addresses_and_a_term_exclude_each_other()
    {
        CallerReply reply = await _caller.SearchAsync("""{"emails":["mia.active@example.com"],"searchTerm":"mia"}""");

        Assert.Equal(400, reply.Status);
        Assert.Equal("ADMIN-UAM-400-1", reply.At("errors/0/code"));
        Assert.Contains("mutually exclusive", reply.At("errors/0/detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"limit":0}""")]
    [InlineData("""{"limit":101}""")]
    [InlineData("""{"limit":"50"}""")]
    [InlineData("""{"emails":[]}""")]
    [InlineData("""{"emails":[null]}""")]
    [InlineData("""{"emails":["a@example.com","a@example.com"]}""")]
    [InlineData("""{"accountIds":["1","2","3","4","5","6","7","8","9","10","11"]}""")]
    [InlineData("""{"status":["gone"]}""")]
    [InlineData("""{"status":["active","suspended","not_invited","deactivated","for_deletion"]}""")]
    [InlineData("""{"claimStatus":"both"}""")]
    [InlineData("""{"expand":["everything"]}""")]
    [InlineData("""{"sortBy":[]}""")]
    [InlineData("""{"sortBy":[{"field":"name","direction":"asc"}]}""")]
    [InlineData("""{"mfaEnabled":"yes"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task A_search_that_cannot_be_is_refused(string body)
    {
        CallerReply reply = await _caller.SearchAsync(body);

        Assert.Equal(400, reply.Status);
        Assert.Equal("ADMIN-UAM-400-1", reply.At("errors/0/code"));
    }

    [Fact]
    public async Task More_than_a_hundred_addresses_are_refused()
    {
        string[] emails = [.. Enumerable.Range(0, 101).Select(i => $"nobody.{i}@example.com")];

        Assert.Equal(200, (await _caller.SearchAsync(JsonSerializer.Serialize(new { emails = emails.Take(100) }))).Status);
        Assert.Equal(400, (await _caller.SearchAsync(JsonSerializer.Serialize(new { emails }))).Status);
    }

    [Theory]
    [InlineData("""{"claimStatus":"unmanaged"}""", "contractor@example.net", "mia.active@example.com")]
    [InlineData("""{"claimStatus":"managed"}""", "not.invited@example.com", "contractor@example.net")]
    [InlineData("""{"emailDomains":["example.net"]}""", "contractor@example.net", "mia.active@example.com")]
    [InlineData("""{"emailDomains":["@EXAMPLE.ORG"]}""", "alex.kim@example.org", "alex.kim@example.com")]
    [InlineData("""{"status":["suspended","for_deletion"]}""", "pending.deletion@example.com", "already.disabled@example.com")]
    [InlineData("""{"status":["deactivated"]}""", "already.disabled@example.com", "pending.deletion@example.com")]
    [InlineData("""{"accountStatus":["closed"]}""", "closed.account@example.com", "already.disabled@example.com")]
    [InlineData("""{"membershipStatus":["no_membership"]}""", "not.invited@example.com", "suspended.member@example.com")]
    [InlineData("""{"membershipStatus":["suspended"]}""", "suspended.member@example.com", "not.invited@example.com")]
    [InlineData("""{"roleIds":["atlassian/org-admin"]}""", "admin@example.com", "mia.active@example.com")]
    public async Task Filters_let_through_whom_they_name(string body, string inside, string outside)
    {
        string[] found = await AllAsync(body);

        Assert.Contains(inside, found);
        Assert.DoesNotContain(outside, found);
    }

    [Fact]
    public async Task Filters_narrow_each_other_and_halves_make_the_whole()
    {
        string[] with = await AllAsync("""{"mfaEnabled":true}""");
        string[] without = await AllAsync("""{"mfaEnabled":false}""");
        string[] managed = await AllAsync("""{"claimStatus":"managed"}""");

        Assert.Empty(with.Intersect(without));
        Assert.Equal(managed.Order(StringComparer.Ordinal), with.Concat(without).Order(StringComparer.Ordinal));
        Assert.Empty(await AllAsync("""{"claimStatus":"unmanaged","emailDomains":["example.com"]}"""));
        Assert.Empty(await AllAsync("""{"groupIds":["none"]}"""));
        Assert.Empty(await AllAsync("""{"resourceIds":["none"]}"""));
    }

    [Fact]
    public async Task People_are_found_by_id_and_by_directory()
    {
        string mia = _caller.Person("mia.active@example.com").AccountId;

        Assert.Equal(["mia.active@example.com"], await AllAsync($$"""{"accountIds":["{{mia}}","nobody"]}"""));
        Assert.Empty(await AllAsync($$"""{"accountIds":["{{mia}}"],"emails":["admin@example.com"]}"""));
        string[] partners = await AllAsync($$"""{"directoryIds":["{{_caller.Organization.DirectoryIds[1]}}"]}""");
        Assert.NotEmpty(partners);
        Assert.DoesNotContain("suspended.member@example.com", partners);
        Assert.Equal(404, (await _caller.SearchAsync("{}", "no-such-directory")).Status);
    }

    [Fact]
    public async Task Roles_come_when_they_are_asked_for()
    {
        CallerReply plain = await _caller.SearchAsync("""{"emails":["admin@example.com"]}""");
        CallerReply expanded = await _caller.SearchAsync("""{"emails":["admin@example.com"],"expand":["platformRoles","groups"]}""");

        Assert.Null(plain.At("data/0/platformRoles"));
        Assert.Equal("""["atlassian/org-admin"]""", expanded.At("data/0/platformRoles"));
    }

    [Fact]
    public async Task A_page_has_fifty_people_and_a_cursor_to_the_next()
    {
        CallerReply first = await _caller.SearchAsync("");
        Assert.Equal(50, first.Json.GetProperty("data").GetArrayLength());

        string[] all = await AllAsync("{}");

        Assert.Equal(_caller.Organization.People.Select(person => person.Email), all);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cursor_goes_on_with_its_own_search_whether_the_filters_are_repeated_or_not(bool repeated)
    {
        CallerReply first = await _caller.SearchAsync("""{"claimStatus":"unmanaged","limit":2}""");
        string cursor = first.At("links/next")!;

        CallerReply second = await _caller.SearchAsync(repeated
            ? $$"""{"claimStatus":"unmanaged","limit":2,"cursor":"{{cursor}}"}"""
            : $$"""{"cursor":"{{cursor}}"}""");

        Assert.Equal(2, second.Json.GetProperty("data").GetArrayLength());
        Assert.All(Emails(second), email => Assert.EndsWith("@example.net", email, StringComparison.Ordinal));
        Assert.Empty(Emails(first).Intersect(Emails(second)));
    }

    [Fact]
    public async Task The_last_page_is_known_as_the_last()
    {
        int unmanaged = _caller.Organization.People.Count(person => person.Kind == SandboxPersonKind.Unmanaged);

        Assert.Null((await _caller.SearchAsync($$"""{"claimStatus":"unmanaged","limit":{{unmanaged}}}""")).At("links/next"));
        Assert.NotNull((await _caller.SearchAsync($$"""{"claimStatus":"unmanaged","limit":{{unmanaged - 1}}}""")).At("links/next"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("c2VhcmNofDB8bm9uc2Vuc2U")]
    public async Task A_cursor_that_is_none_is_refused(string cursor)
    {
        CallerReply reply = await _caller.SearchAsync($$"""{"cursor":"{{cursor}}"}""");

        Assert.Equal(400, reply.Status);
        Assert.Equal("ADMIN-400-1", reply.At("errors/0/code"));
    }

    [Fact]
    public async Task People_can_be_ordered_by_nickname()
    {
        string[] up = await AllAsync("""{"sortBy":[{"field":"nick_name","direction":"asc"}],"limit":37}""");
        string[] down = await AllAsync("""{"sortBy":[{"field":"nick_name","direction":"desc"}]}""");

        Assert.Equal(300, up.Distinct().Count());
        Assert.Equal(up.Order(StringComparer.Ordinal), down.Order(StringComparer.Ordinal));
        Assert.Equal("admin@example.com", up.First(email => email.StartsWith("admin@", StringComparison.Ordinal)));
        Assert.True(Array.IndexOf(up, "admin@example.com") < Array.IndexOf(up, "unverified@example.com"));
        Assert.True(Array.IndexOf(down, "admin@example.com") > Array.IndexOf(down, "unverified@example.com"));
    }

    [Fact]
    public async Task A_search_without_a_json_body_is_refused()
    {
        string path = _caller.V2 + "/directories/-/users/search";

        foreach ((string? body, string? type) in new[] { (null, null), ("{}", "text/plain") })
        {
            CallerReply reply = await _caller.SendAsync(HttpMethod.Post, path, body, type);
            Assert.Equal(415, reply.Status);
            Assert.Equal("ADMIN-UAM-415-1", reply.At("errors/0/code"));
        }
    }

    private static string[] Emails(CallerReply reply) =>
        [.. reply.Json.GetProperty("data").EnumerateArray().Select(user => user.GetProperty("email").GetString()!)];

    private async Task<string[]> AllAsync(string body)
    {
        var emails = new List<string>();
        CallerReply reply = await _caller.SearchAsync(body);
        while (true)
        {
            Assert.Equal(200, reply.Status);
            emails.AddRange(Emails(reply));
            if (reply.At("links/next") is not { } cursor)
                return [.. emails];
            reply = await _caller.SearchAsync($$"""{"cursor":"{{cursor}}"}""");
        }
    }
}
