using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Replies;

/// <summary>Who asks about one person, group or organization never gets another one, and no list is read for ever. The fuzzing of replies found these.</summary>
public class WrongAnswerTests
{
    private const string A = ClientUnderTest.AccountId;
    private const string Other = "712020:5d1c0000-0000-0000-0000-00000000beef";

    public static TheoryData<string> Names => [.. Questions.Keys];

    private static Dictionary<string, (Func<Clients, Task> Ask, string Wrong)> Questions { get; } = new()
    {
        ["a person"] = (c => c.Admin.Users.GetAsync(A), """{"data":{"accountId":"712020:5d1c0000-0000-0000-0000-00000000beef","email":"a@example.com"}}"""),
        ["a person of a directory"] = (c => c.Admin.Users.GetAsync(A, "d"), """{"data":{"accountId":"557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a"}}"""),
        ["a person, a number"] = (c => c.Admin.Users.GetAsync(A), """{"data":{"accountId":557058}}"""),
        ["a profile"] = (c => c.Admin.Accounts.GetProfileAsync(A), """{"account":{"account_id":"712020:5d1c0000-0000-0000-0000-00000000beef"}}"""),
        ["a profile that was changed"] = (c => c.Admin.Accounts.UpdateProfileAsync(A, new UserProfileUpdate { Name = "M" }), """{"account":{"account_id":"x"}}"""),
        ["a group"] = (c => c.Admin.Groups.GetAsync("g-1"), """{"data":{"id":"g-2","name":"admins"}}"""),
        ["an event"] = (c => c.Admin.Audit.GetAsync("e-1"), """{"data":{"id":"e-2","attributes":{"action":"x"}}}"""),
        ["an organization"] = (c => c.Admin.Organizations.GetAsync(), """{"data":{"id":"another-org","attributes":{"name":"Another"}}}"""),
        ["a search by id"] = (c => AllAsync(c.Admin.Users.SearchAsync(new UserSearch { AccountIds = [A], Limit = 1 })), """{"data":[{"accountId":"712020:5d1c0000-0000-0000-0000-00000000beef"}]}"""),
        ["a search by ids"] = (c => AllAsync(c.Admin.Users.SearchAsync(new UserSearch { AccountIds = ["1", "2"] })), """{"data":[{"accountId":"2"},{"accountId":"1"},{"accountId":"3"}]}"""),
        ["a search of groups by id"] = (c => AllAsync(c.Admin.Groups.SearchAsync(new GroupSearch { GroupIds = ["g-1"] })), """{"data":[{"id":"g-1"},{"id":"g-2"}]}"""),
        ["links"] = (c => c.Admin.Provisioning.GetLinksAsync(A), """{"scimLinks":[{"scimUserId":"u-1","directoryId":"d","atlassianAccountId":"712020:5d1c0000-0000-0000-0000-00000000beef"}]}"""),
        ["links, the second"] = (c => c.Admin.Provisioning.GetLinksAsync(A), $$$"""{"scimLinks":[{"scimUserId":"u-1","directoryId":"d","atlassianAccountId":"{{{A}}}"},{"scimUserId":"u-2","directoryId":"d","atlassianAccountId":"x"}]}"""),
        ["a SCIM user"] = (c => c.Scim.Users.GetAsync("u-1"), """{"id":"u-2","userName":"b@example.com"}"""),
        ["a SCIM user that was replaced"] = (c => c.Scim.Users.ReplaceAsync("u-1", new ScimUserUpdate { UserName = "a" }), """{"id":"u-2","userName":"a"}"""),
        ["a SCIM group"] = (c => c.Scim.Groups.GetAsync("g-1"), """{"id":"g-2","displayName":"b"}"""),
        ["a SCIM group that was replaced"] = (c => c.Scim.Groups.ReplaceAsync("g-1", "a", null, []), """{"id":"g-2","displayName":"a"}"""),
        ["a user name"] = (c => AllAsync(c.Scim.Users.ListAsync(ScimFilter.UserName("a@example.com"))), """{"totalResults":1,"Resources":[{"id":"u-1","userName":"b@example.com"}]}"""),
        ["a user name, not told"] = (c => AllAsync(c.Scim.Users.ListAsync(ScimFilter.UserName("a@example.com"))), """{"totalResults":1,"Resources":[{"id":"u-1"}]}"""),
        ["an external id"] = (c => AllAsync(c.Scim.Users.ListAsync(ScimFilter.ExternalId("x-1"))), """{"totalResults":2,"Resources":[{"id":"u-1","externalId":"X-1"},{"id":"u-2","userName":"x-1"}]}"""),
        ["the name of a group"] = (c => AllAsync(c.Scim.Groups.ListAsync(ScimFilter.DisplayName("staff"))), """{"totalResults":1,"Resources":[{"id":"g-1","displayName":"admins"}]}"""),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Another_one_than_was_asked_for_is_an_error(string name)
    {
        (Func<Clients, Task> ask, string wrong) = Questions[name];
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, wrong));
        using var clients = new Clients(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => ask(clients));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        // What was changed is changed, whoever the answer is about.
        Assert.Equal(server.Requests[^1].Method is "PATCH" or "PUT", error.IsAmbiguous);
        Assert.DoesNotContain(Other, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_may_be_written_in_another_case()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, $$$"""{"data":{"accountId":"{{{A}}}","name":"Mia"}}"""));
        using var clients = new Clients(server.Uri);

        User mia = await clients.Admin.Users.GetAsync(A.ToUpperInvariant());

        Assert.Equal((A, "Mia"), (mia.AccountId, mia.Name));
    }

    [Theory]
    [InlineData("""{"account":{"name":"Mia"}}""")]
    [InlineData("""{"account":{"account_id":null,"name":"Mia"}}""")]
    [InlineData("""{"account":{"account_id":"","name":"Mia"}}""")]
    [InlineData("""{"account":{"account_id":[1],"name":"Mia"}}""")]
    public async Task A_profile_that_names_nobody_is_of_the_account_that_was_asked_about(string reply)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, reply));
        using var clients = new Clients(server.Uri);

        UserProfile profile = await clients.Admin.Accounts.GetProfileAsync(A);

        Assert.Equal((A, "Mia"), (profile.AccountId, profile.Name));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("\"\\u00a0\\t\"")]
    public async Task A_link_that_names_no_account_has_none(string account)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, $$$"""{"scimLinks":[{"scimUserId":"u-1","directoryId":"d","atlassianAccountId":{{{account}}}}]}"""));
        using var clients = new Clients(server.Uri);

        ScimLink link = Assert.Single(await clients.Admin.Provisioning.GetLinksAsync(A));

        Assert.Null(link.AccountId);
    }

    [Theory]
    [InlineData("SCIM users", """{"totalResults":2147483647,"Resources":[{"id":"u-1"},{"id":"u-2"}]}""")]
    [InlineData("SCIM groups", """{"totalResults":2147483647,"Resources":[{"id":"g-1"}]}""")]
    [InlineData("people of the site", """[{"accountId":"1"},{"accountId":"2"}]""")]
    [InlineData("people of the site", "[null]")]
    [InlineData("people of the site", "[[],{\"accountId\":5}]")]
    [InlineData("SCIM users", """{"totalResults":2147483647,"Resources":[null,null]}""")]
    [InlineData("groups of the site", """{"isLast":false,"values":[{"groupId":"1","name":"a"}]}""")]
    [InlineData("members", """{"total":2147483647,"values":[{"accountId":"1"},{"accountId":"2"}]}""")]
    public async Task A_service_that_does_not_heed_where_a_page_begins_does_not_make_a_list_without_end(string list, string page)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, e.Request.Target.Contains("/myself", StringComparison.Ordinal) ? """{"accountId":"1"}""" : page));
        using var clients = new Clients(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => list switch
        {
            "SCIM users" => AllAsync(clients.Scim.Users.ListAsync()),
            "SCIM groups" => AllAsync(clients.Scim.Groups.ListAsync()),
            "people of the site" => AllAsync(clients.Site.Users.ListAsync()),
            "groups of the site" => AllAsync(clients.Site.Groups.ListAsync()),
            _ => AllAsync(clients.Site.Groups.GetMembersAsync("g")),
        });

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Contains("repeats a page", error.Message, StringComparison.Ordinal);
        Assert.True(server.Requests.Count <= 3, string.Join('\n', server.Requests));
    }

    [Theory]
    [InlineData("\"\":1")]
    [InlineData("\"\":{\"\":[null]}")]
    [InlineData("\".\":\"half \\ud800\",\"[\":2")]
    public async Task A_name_of_no_letters_is_a_name(string field)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, $$"""{"accountId":"{{A}}","displayName":5.5,"avatarUrls":{{{field}}},{{field}}}"""));
        using var clients = new Clients(server.Uri);

        SiteUser mia = await clients.Site.Users.GetAsync(A);

        Assert.Equal(A, mia.AccountId);
        Assert.NotEmpty(mia.AvatarUrls!);
        Assert.Contains("displayName", mia.AdditionalProperties.Keys);
    }

    private static async Task AllAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T _ in items)
        {
        }
    }

    private sealed class Clients(Uri address) : IDisposable
    {
        public AdminClient Admin { get; } = ClientUnderTest.Of(address);

        public ScimClient Scim { get; } = new(Options(address), "d");

        public SiteClient Site { get; } = new(Options(address), "admin@example.com");

        public void Dispose()
        {
            Admin.Dispose();
            Scim.Dispose();
            Site.Dispose();
        }

        private static AdminClientOptions Options(Uri address) => new(ClientUnderTest.Key(ClientUnderTest.ShapelessKey), null, address) { Clock = new HurryingClock() };
    }
}
