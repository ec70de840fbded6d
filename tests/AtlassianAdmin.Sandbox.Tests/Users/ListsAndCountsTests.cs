using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Users;

/// <summary>The lists that the searches replace, and the counts beside them.</summary>
public sealed class ListsAndCountsTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly Caller _caller;

    public ListsAndCountsTests() => _caller = new Caller(new SandboxOrganization(new SandboxOptions { Clock = _clock }));

    private string Directories => _caller.V2 + "/directories/";

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData("users", "accountId")]
    [InlineData("groups", "id")]
    public async Task The_list_has_what_the_search_has(string kind, string id)
    {
        List<JsonElement> searched = await OrganizationMap.AllAsync(_caller, $"{Directories}-/{kind}/search");
        var listed = new List<string>();
        CallerReply page = await _caller.GetAsync($"{Directories}-/{kind}");
        Assert.Equal(20, page.Json.GetProperty("data").GetArrayLength());
        for (string? next = "?limit=100"; next is not null; next = page.At("links/next") is { } cursor ? "?cursor=" + cursor : null)
        {
            page = await _caller.GetAsync($"{Directories}-/{kind}{next}");
            listed.AddRange(page.Json.GetProperty("data").EnumerateArray().Select(each => each.GetProperty(id).GetString()!));
        }

        Assert.Equal(searched.Select(each => each.GetProperty(id).GetString()!), listed);
        Assert.Equal(listed.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), (await _caller.GetAsync($"{Directories}-/{kind}/count")).At("count"));
    }

    [Theory]
    [InlineData("users")]
    [InlineData("groups")]
    public async Task The_lists_end_on_their_day_and_the_searches_and_counts_do_not(string kind)
    {
        MoveTo(new DateTimeOffset(2027, 6, 30, 23, 59, 59, TimeSpan.Zero));
        Assert.Equal(200, (await _caller.GetAsync($"{Directories}-/{kind}")).Status);

        MoveTo(new DateTimeOffset(2027, 7, 1, 0, 0, 0, TimeSpan.Zero));
        CallerReply gone = await _caller.GetAsync($"{Directories}-/{kind}");

        Assert.Equal((404, "Request failed to match any route"), (gone.Status, gone.Text));
        Assert.Equal(200, (await _caller.PostAsync($"{Directories}-/{kind}/search")).Status);
        Assert.Equal(200, (await _caller.GetAsync($"{Directories}-/{kind}/count")).Status);
        Assert.Equal(200, (await _caller.GetAsync($"{Directories}-/{kind}/stats")).Status);
    }

    [Theory]
    [InlineData("status=active&claimStatus=managed", """{"status":["active"],"claimStatus":"managed"}""")]
    [InlineData("mfaEnabled=true", """{"mfaEnabled":true}""")]
    [InlineData("emailDomains=example.org&emailDomains=example.net", """{"emailDomains":["example.org","example.net"]}""")]
    [InlineData("searchTerm=alex", """{"searchTerm":"alex"}""")]
    [InlineData("accountStatus=inactive&membershipStatus=active", """{"accountStatus":["inactive"],"membershipStatus":["active"]}""")]
    public async Task A_filter_of_the_list_is_that_of_the_search(string query, string body)
    {
        CallerReply listed = await _caller.GetAsync($"{Directories}-/users?limit=100&{query}");
        CallerReply searched = await _caller.SearchAsync("{\"limit\":100," + body[1..]);

        Assert.True(listed.Json.GetProperty("data").GetArrayLength() > 0);
        Assert.Equal(searched.At("data"), listed.At("data"));
    }

    private void MoveTo(DateTimeOffset time) => _clock.Move(time - _clock.GetUtcNow());

    [Fact]
    public async Task Statistics_add_up()
    {
        CallerReply users = await _caller.GetAsync(Directories + "-/users/stats");
        CallerReply groups = await _caller.GetAsync(Directories + "-/groups/stats");
        CallerReply admins = await _caller.GetAsync(Directories + "-/users/count?roleIds=atlassian/org-admin");

        Assert.Equal(_caller.Organization.People.Count, users.Json.GetProperty("accountStatus").EnumerateArray().Sum(each => each.GetProperty("count").GetInt32()));
        Assert.Equal(
            admins.At("count"),
            users.Json.GetProperty("roles").EnumerateArray().Single(each => each.GetProperty("roleId").GetString() == "atlassian/org-admin").GetProperty("count").GetRawText());
        JsonElement totals = groups.Json.GetProperty("totals");
        int all = totals.GetProperty("all").GetInt32();
        Assert.Equal(all, totals.GetProperty("managed").GetInt32() + totals.GetProperty("synced").GetInt32());
        Assert.Equal(all, groups.Json.GetProperty("types").EnumerateArray().Sum(each => each.GetProperty("count").GetInt32()));
        Assert.True(totals.GetProperty("synced").GetInt32() > 0);
    }
}
