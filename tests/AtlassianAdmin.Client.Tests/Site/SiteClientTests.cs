using System.Globalization;
using System.Text;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Site;

/// <summary>The site client over real sockets. Rows and statuses: reference 6 (from the Jira Cloud v3 document).</summary>
public class SiteClientTests
{
    private const string A = ClientUnderTest.AccountId;
    private const string EscapedA = "557058%3A4f9acfd2-6155-419b-8de5-5b5cf27a59a0";
    private const string GroupId = "276f955c-63d7-42c8-9520-92d01dca0625";
    private const string Email = "zoë@example.com";

    private const string Mia = """
        {"self":"https://api.atlassian.com/ex/jira/x/rest/api/3/user?accountId=5b10","accountId":"5b10","accountType":"atlassian","emailAddress":"mia@example.com",
        "avatarUrls":{"48x48":"https://avatar.example.com/48"},"displayName":"Mia Krystof","active":true,"timeZone":"Australia/Sydney","locale":"en-AU","tomorrow":7}
        """;

    private const string Myself = """{"accountId":"5b10"}""";

    public static TheoryData<string> Names => [.. Operations.Keys];

    private static Dictionary<string, (Func<SiteClient, Task> Call, string Reply, string Expected)> Operations { get; } = new()
    {
        ["cloud id"] = (c => c.GetCloudIdAsync(), """{"cloudId":"1a2b"}""", "GET /_edge/tenant_info "),
        ["myself"] = (c => c.Users.GetMyselfAsync(), Myself, "GET /rest/api/3/myself "),
        ["user"] = (c => c.Users.GetAsync(A), $$"""{"accountId":"{{A}}"}""", $"GET /rest/api/3/user?accountId={EscapedA} "),
        ["groups of a user"] = (c => c.Users.GetGroupsAsync(A), "[]", $"GET /rest/api/3/user/groups?accountId={EscapedA} "),
        ["groups by id and name"] = (c => AllAsync(c.Groups.ListAsync([GroupId], ["a&b", "ü"])), """{"values":[],"isLast":true}""",
            $"GET /rest/api/3/group/bulk?groupId={GroupId}&groupName=a%26b&groupName=%C3%BC&startAt=0&maxResults=50 "),
        ["members"] = (c => AllAsync(c.Groups.GetMembersAsync(GroupId)), """{"values":[],"isLast":true}""", $"GET /rest/api/3/group/member?groupId={GroupId}&startAt=0&maxResults=50 "),
        ["members with the inactive"] = (c => AllAsync(c.Groups.GetMembersAsync(GroupId, includeInactive: true)), """{"values":[],"total":0}""",
            $"GET /rest/api/3/group/member?groupId={GroupId}&includeInactiveUsers=true&startAt=0&maxResults=50 "),
        ["add"] = (c => c.Groups.AddMemberAsync(GroupId, A), """{"groupId":"x","name":"y"}""", $$"""POST /rest/api/3/group/user?groupId={{GroupId}} {"accountId":"{{A}}"}"""),
        ["remove"] = (c => c.Groups.RemoveMemberAsync(GroupId, A), "", $"DELETE /rest/api/3/group/user?groupId={GroupId}&accountId={EscapedA} "),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_operation_is_one_request_in_the_documented_form(string name)
    {
        (Func<SiteClient, Task> call, string reply, string expected) = Operations[name];
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, reply));
        using SiteClient client = Of(server.Uri);

        await call(client);

        LoopbackRequest request = server.Requests.Single();
        Assert.Equal(expected.Trim(), request.ToString().Trim());
        Assert.Equal("application/json", request.Header("Accept"));
        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Email}:{ClientUnderTest.PersonalToken}"));
        Assert.Equal(name == "cloud id" ? null : basic, request.Header("Authorization"));
    }

    [Fact]
    public async Task A_person_is_read_as_the_document_shows_one()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Mia));
        using SiteClient client = Of(server.Uri);

        SiteUser mia = await client.Users.GetAsync("5b10");

        Assert.Equal(("5b10", "mia@example.com", "Mia Krystof", true, "atlassian"), (mia.AccountId, mia.Email, mia.Name, mia.Active, mia.AccountType));
        Assert.Equal(("Australia/Sydney", "en-AU", "https://avatar.example.com/48"), (mia.TimeZone, mia.Locale, (string?)mia.AvatarUrls!["48x48"]));
        Assert.Equal(7L, mia.AdditionalProperties["tomorrow"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"emailAddress\":\"\",")]
    [InlineData("\"emailAddress\":null,")]
    public async Task A_hidden_address_is_none(string field)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, $$"""{{{field}}"accountId":"5b10"}"""));
        using SiteClient client = Of(server.Uri);

        Assert.Null((await client.Users.GetAsync("5b10")).Email);
    }

    [Fact]
    public async Task Another_person_than_the_one_asked_for_is_not_taken()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Mia));
        using SiteClient client = Of(server.Uri);

        Assert.Equal(ErrorCode.UnexpectedResponse, (await Assert.ThrowsAsync<AdminException>(() => client.Users.GetAsync("5b11"))).Code);
    }

    [Fact]
    public async Task Nobody_is_taken_for_a_match_whose_address_is_hidden_or_only_begins_so()
    {
        const string Found = """[{"accountId":"1"},{"accountId":"2","emailAddress":""},{"accountId":"3","emailAddress":"mia@example.com.au"},{"accountId":"4","emailAddress":"MIA@example.com"}]""";
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Myself), e => e.ReplyAsync(200, Found), e => e.ReplyAsync(200, "[]"));
        using SiteClient client = Of(server.Uri);

        IReadOnlyList<SiteUser> people = await client.Users.FindByEmailAsync("mia@example.com");

        Assert.Equal("4", Assert.Single(people).AccountId);
    }

    [Fact]
    public async Task A_short_page_of_people_is_not_the_last_and_an_empty_one_is()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, Myself), e => e.ReplyAsync(200, """[{"accountId":"1"}]"""), e => e.ReplyAsync(200, """[{"accountId":"2"}]"""), e => e.ReplyAsync(200, "[]"));
        using SiteClient client = Of(server.Uri);

        List<SiteUser> people = await AllAsync(client.Users.ListAsync());

        Assert.Equal(["1", "2"], people.Select(p => p.AccountId));
        Assert.Equal(
            ["/rest/api/3/myself", "/rest/api/3/users/search?startAt=0&maxResults=50", "/rest/api/3/users/search?startAt=50&maxResults=50", "/rest/api/3/users/search?startAt=100&maxResults=50"],
            server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task The_search_of_people_ends_where_the_site_looks_no_further()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, Myself),
            e => e.ReplyAsync(200, $$"""[{"accountId":"{{e.Request.Target.Split("startAt=")[1].Split('&')[0]}}"}]"""));
        using SiteClient client = Of(server.Uri);

        Assert.Equal(20, (await AllAsync(client.Users.SearchAsync("a"))).Count);
        Assert.Equal("/rest/api/3/user/search?query=a&startAt=950&maxResults=50", server.Requests[^1].Target);
    }

    [Fact]
    public async Task The_pages_of_groups_are_counted_by_what_came_and_their_links_are_not_followed()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"nextPage":"https://elsewhere.example.com/","values":[{"groupId":"1","name":"a"},{"groupId":"2","name":"b"}],"isLast":false,"total":3}"""),
            e => e.ReplyAsync(200, """{"values":[{"groupId":"3","name":"c"}],"total":3}"""));
        using SiteClient client = Of(server.Uri);

        List<SiteGroup> groups = await AllAsync(client.Groups.ListAsync());

        Assert.Equal(["a", "b", "c"], groups.Select(g => g.ToString()));
        Assert.Equal(["/rest/api/3/group/bulk?startAt=0&maxResults=50", "/rest/api/3/group/bulk?startAt=2&maxResults=50"], server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task Before_what_anybody_may_ask_the_token_is_tried_once()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, e.Request.Target.EndsWith("myself", StringComparison.Ordinal) ? Myself : """{"groups":[{"groupId":"1","name":"a"}]}"""));
        using SiteClient client = Of(server.Uri);

        Assert.Single(await client.Groups.SearchAsync("a"));
        await client.Groups.SearchAsync("b");

        Assert.Equal(
            ["/rest/api/3/myself", "/rest/api/3/groups/picker?query=a&caseInsensitive=true&maxResults=1000", "/rest/api/3/groups/picker?query=b&caseInsensitive=true&maxResults=1000"],
            server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_wrong_token_is_an_error_and_not_an_empty_list()
    {
        await using LoopbackServer server = LoopbackServer.Start(e =>
            e.Request.Target.EndsWith("myself", StringComparison.Ordinal) ? e.ReplyAsync(401, "Client must be authenticated to access this resource.") : e.ReplyAsync(200, "[]"));
        using SiteClient client = Of(server.Uri);

        AdminException people = await Assert.ThrowsAsync<AdminException>(() => AllAsync(client.Users.SearchAsync("a")));
        AdminException groups = await Assert.ThrowsAsync<AdminException>(() => client.Groups.SearchAsync("a"));

        Assert.Equal([ErrorCode.SiteCredentialRejected, ErrorCode.SiteCredentialRejected], [people.Code, groups.Code]);
        Assert.All(server.Requests, r => Assert.EndsWith("/myself", r.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_is_revoked_meanwhile_is_seen_by_the_header_of_the_empty_answer()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, Myself), e => e.ReplyAsync(200, "[]", "X-Seraph-LoginReason: AUTHENTICATED_FAILED"));
        using SiteClient client = Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => AllAsync(client.Users.SearchAsync("a")));

        Assert.Equal((ErrorCode.SiteCredentialRejected, 401, 1), (error.Code, error.HttpStatus, error.Attempts));
    }

    [Theory]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("X-RateLimit-Reset: 2026-06-05T06:00Z", 42)]
    public async Task It_waits_as_long_as_a_site_asks(string header, int seconds)
    {
        var clock = new HurryingClock();
        var serviceTime = new DateTimeOffset(2026, 6, 5, 5, 59, 18, TimeSpan.Zero);
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(
                429, """{"errorMessages":["Rate limit exceeded."],"errors":{}}""", header, "X-RateLimit-Limit: 100", "X-RateLimit-Remaining: 0", "X-RateLimit-NearLimit: true",
                "RateLimit-Reason: jira-burst-based", $"Date: {serviceTime.ToString("r", CultureInfo.InvariantCulture)}"),
            e => e.ReplyAsync(200, Myself));
        using SiteClient client = Of(server.Uri, clock);

        await client.Users.GetMyselfAsync();

        Assert.Equal(2, server.Requests.Count);
        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds + 2));
    }

    [Fact]
    public async Task A_token_with_scopes_goes_through_the_gateway()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Myself));
        using SiteClient client = Of(SiteAddress.From(server.Uri.AbsoluteUri).Gateway("1a2b"));

        await client.Users.GetMyselfAsync();

        Assert.Equal("/ex/jira/1a2b/rest/api/3/myself", server.Requests.Single().Target);
        Assert.Equal("https://api.atlassian.com/ex/jira/1a2b/", SiteAddress.From("acme").Gateway("1a2b").AbsoluteUri);
    }

    [Theory]
    [InlineData("acme", "https://acme.atlassian.net/")]
    [InlineData(" acme.atlassian.net ", "https://acme.atlassian.net/")]
    [InlineData("https://acme.atlassian.net/jira/software/projects/ABC?x=1", "https://acme.atlassian.net/")]
    [InlineData("jira.example.com", "https://jira.example.com/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("localhost:8080", "https://localhost:8080/")]
    public void A_site_is_taken_as_people_write_it(string text, string address) => Assert.Equal(address, SiteAddress.From(text).Uri.AbsoluteUri);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("https://")]
    [InlineData("a b")]
    [InlineData("https://mia:secret@acme.atlassian.net")]
    public void What_is_no_site_is_told(string? text) =>
        Assert.Equal(ErrorCode.SiteNotFound, Assert.Throws<AdminException>(() => SiteAddress.From(text)).Code);

    private static SiteClient Of(Uri uri, HurryingClock? clock = null) =>
        new(new AdminClientOptions(ClientUnderTest.Key(ClientUnderTest.PersonalToken), null, uri) { Clock = clock ?? new HurryingClock() }, Email);

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (T item in items)
            all.Add(item);
        return all;
    }
}
