using System.Collections.Concurrent;
using System.Text.Json;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Http;
using AtlassianAdmin.Client.Tests.Http.Loopback;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Users;

/// <summary>The exact search: by the hundred, without regard to case, and whoever a batch does not return is asked for alone.</summary>
public class FindByEmailTests
{
    [Fact]
    public async Task Addresses_are_asked_for_by_the_hundred_and_nobody_is_asked_twice_who_was_found()
    {
        await using LoopbackServer server = Directory(email => [new Person(email, "id-" + email)]);
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        string[] emails = [.. Enumerable.Range(0, 250).Select(i => $"p{i}@example.com")];

        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await client.Users.FindByEmailAsync(emails);

        Assert.Equal([50, 100, 100], server.Requests.Select(r => Asked(r).Count).Order());
        Assert.Equal(emails.Order(StringComparer.Ordinal), server.Requests.SelectMany(Asked).Order(StringComparer.Ordinal));
        Assert.All(server.Requests, r => Assert.Contains("\"limit\":100", r.Body, StringComparison.Ordinal));
        Assert.All(emails, e => Assert.Equal("id-" + e, found[e].Single().AccountId));
    }

    [Fact]
    public async Task Upper_and_lower_case_mean_the_same_on_both_ends()
    {
        await using LoopbackServer server = Directory(email => [new Person(email.ToUpperInvariant(), "1")]);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await client.Users.FindByEmailAsync(["Mia@Example.com", "mia@example.COM", "zoë@example.com"]);

        Assert.Equal(2, found.Count);
        Assert.Equal("1", found["MIA@example.com"].Single().AccountId);
        Assert.Equal(["Mia@Example.com", "zoë@example.com"], Asked(server.Requests.Single()));
    }

    [Fact]
    public async Task Whoever_a_batch_does_not_return_is_asked_for_alone()
    {
        // The index of the service is late for b and c: it finds b alone, and c not at all.
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            IReadOnlyList<string> asked = Asked(e.Request);
            IEnumerable<string> answered = asked.Count > 1 ? asked.Where(a => a == "a@example.com") : asked.Where(a => a == "b@example.com");
            return e.ReplyAsync(200, Page(answered.Select(a => new Person(a, a))));
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await client.Users.FindByEmailAsync(["a@example.com", "b@example.com", "c@example.com"]);

        Assert.Equal(["a@example.com", "b@example.com"], found.Where(f => f.Value.Count == 1).Select(f => f.Key).Order());
        Assert.Empty(found["c@example.com"]);
        Assert.Equal([1, 1, 3], server.Requests.Select(r => Asked(r).Count).Order());
    }

    [Fact]
    public async Task One_address_is_one_request_also_when_it_is_nobody_s()
    {
        await using LoopbackServer server = Directory(_ => []);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Empty((await client.Users.FindByEmailAsync(["nobody@example.com"]))["nobody@example.com"]);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task No_address_is_no_request()
    {
        await using LoopbackServer server = Directory(_ => []);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Empty(await client.Users.FindByEmailAsync([]));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Two_people_with_one_address_are_both_told_and_one_person_once()
    {
        await using LoopbackServer server = Directory(email => [new Person(email, "1"), new Person(email, "2"), new Person(email, "1")]);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(["1", "2"], (await client.Users.FindByEmailAsync(["mia@example.com"]))["mia@example.com"].Select(u => u.AccountId).Order());
    }

    [Fact]
    public async Task A_hidden_address_is_believed_only_where_one_was_asked_for()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Page(Asked(e.Request).Select(a => new Person(null, "id-" + a)))));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await client.Users.FindByEmailAsync(["a@example.com", "b@example.com"]);

        Assert.Equal("id-a@example.com", found["a@example.com"].Single().AccountId);
        Assert.Equal("id-b@example.com", found["b@example.com"].Single().AccountId);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Somebody_with_another_address_is_nobody_who_was_asked_for()
    {
        await using LoopbackServer server = Directory(_ => [new Person("other@example.com", "1"), new Person("xmia@example.com", "2")]);
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Empty((await client.Users.FindByEmailAsync(["mia@example.com"]))["mia@example.com"]);
    }

    [Fact]
    public async Task The_pages_of_an_answer_are_followed()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[{"accountId":"1","email":"a@example.com"}],"links":{"next":"more"}}"""),
            e => e.ReplyAsync(200, """{"data":[{"accountId":"2","email":"b@example.com"}],"links":{}}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await client.Users.FindByEmailAsync(["a@example.com", "b@example.com"]);

        Assert.All(found.Values, people => Assert.Single(people));
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("\"cursor\":\"more\"", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_refused_batch_is_the_error_of_all()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(401, """{"code":401,"message":"Unauthorized"}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Users.FindByEmailAsync(Enumerable.Range(0, 150).Select(i => $"p{i}@example.com")));

        Assert.Equal(ErrorCode.KeyRejected, error.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_address_that_the_search_refuses_spoils_no_other(int refused)
    {
        string[] bad = [.. Enumerable.Range(0, refused).Select(i => $"bad{i}@example.com")];
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            IReadOnlyList<string> asked = Asked(e.Request);
            return asked.Any(bad.Contains)
                ? e.ReplyAsync(400, """{"errors":[{"code":"ADMIN-UAM-400-1","status":"400","title":"Bad Request","detail":"emails has an invalid value"}]}""")
                : e.ReplyAsync(200, Page(asked.Select(a => new Person(a, "id-" + a))));
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        string[] good = [.. Enumerable.Range(0, 200).Select(i => $"p{i}@example.com")];
        string[] all = [.. good[..60], .. bad, .. good[60..]];
        var refusals = new ConcurrentDictionary<string, AdminException>();

        IReadOnlyDictionary<string, IReadOnlyList<User>> found = await client.Users.FindByEmailAsync(all, refusals);

        Assert.All(good, e => Assert.Equal("id-" + e, found[e].Single().AccountId));
        Assert.Equal(bad, refusals.Keys.Order(StringComparer.Ordinal));
        Assert.All(bad, e => Assert.Contains(e, refusals[e].Message, StringComparison.Ordinal));
        Assert.All(bad, e => Assert.Empty(found[e]));
        Assert.InRange(server.Requests.Count, 3, 3 + (refused * 16));
    }

    [Fact]
    public async Task An_address_that_is_refused_alone_is_the_error_of_its_call_and_beside_others_nobody_s()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(400, """{"errors":[{"code":"ADMIN-UAM-400-1","status":"400"}]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(ErrorCode.RequestRejected, (await Assert.ThrowsAsync<AdminException>(() => client.Users.FindByEmailAsync(["a@example.com"]))).Code);
        Assert.All((await client.Users.FindByEmailAsync(["a@example.com", "b@example.com"])).Values, Assert.Empty);
    }

    [Fact]
    public async Task Without_an_organization_nothing_is_asked()
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(200));
        using AdminClient client = ClientUnderTest.Of(network, organizationId: null);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Organizations.GetAsync());

        Assert.Equal(ErrorCode.OrganizationNotFound, error.Code);
        Assert.Contains("no id was given", error.Message, StringComparison.Ordinal);
        Assert.Empty(network.Requests);
    }

    private static LoopbackServer Directory(Func<string, IEnumerable<Person>> people) =>
        LoopbackServer.Start(e => e.ReplyAsync(200, Page(Asked(e.Request).SelectMany(people))));

    private static IReadOnlyList<string> Asked(LoopbackRequest request) =>
        [.. JsonDocument.Parse(request.Body).RootElement.GetProperty("emails").EnumerateArray().Select(e => e.GetString()!)];

    private static string Page(IEnumerable<Person> people) =>
        $$"""{"data":[{{string.Join(",", people.Select(p => $$"""{"accountId":"{{p.Id}}","email":{{(p.Email is null ? "null" : $"\"{p.Email}\"")}}}"""))}}]}""";

    private sealed record Person(string? Email, string Id);
}
