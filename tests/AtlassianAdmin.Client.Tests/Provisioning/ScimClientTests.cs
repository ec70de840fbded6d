using System.Text.Json;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Provisioning;

/// <summary>What the SCIM client puts on the wire, and what it makes of what comes back.</summary>
public class ScimClientTests
{
    private const string DirectoryId = "2fb21891-7bee-4c2d-a61a-ade3834c8b2b";
    private const string Users = "/scim/directory/" + DirectoryId + "/Users";

    /// <summary>A body as the vendor's document prints it, with more than it prints.</summary>
    private const string Sina = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:scim:schemas:extension:atlassian-external:1.0"],
         "id":"c6993c94-dbda-40f1-b6f0-18c855522ade","externalId":"ext-1","userName":"sina@example.com",
         "name":{"familyName":"Scim","givenName":"Sina","middleName":"M"},"emails":[{"value":"old@example.com"},{"value":"sina@example.com","type":"work","primary":true,"display":"Sina"}],
         "active":true,"groups":[{"value":"g1","display":"okta-everyone","type":"Group"}],
         "meta":{"resourceType":"USER","created":"2020-01-02T03:04:05Z","lastModified":"soon","version":"W/\"7\""},
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales","costCenter":"4130"},
         "urn:scim:schemas:extension:atlassian-external:1.0":{"atlassianAccountId":"557058:1"},
         "urn:example:tomorrow":{"shoeSize":42}}
        """;

    [Fact]
    public async Task A_user_keeps_everything_that_the_service_said()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Sina, "Content-Type: application/scim+json"));
        using ScimClient scim = Scim(server);

        ScimUser user = await scim.Users.GetAsync("c6993c94-dbda-40f1-b6f0-18c855522ade");

        Assert.Equal(
            ("c6993c94-dbda-40f1-b6f0-18c855522ade", "557058:1", "sina@example.com", "Sina Scim", true, "Sales", "W/\"7\""),
            (user.ScimUserId, user.AccountId, user.Email, user.Name, user.Active, user.Department, user.Version));
        Assert.Equal((new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero), (DateTimeOffset?)null), (user.Created!.Value, user.LastModified));
        Assert.Equal("okta-everyone", Assert.Single(user.Groups).Name);
        Assert.Equal("4130", user.AdditionalProperties["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.costCenter"]);
        Assert.Equal(42L, ((IReadOnlyDictionary<string, object?>)user.AdditionalProperties["urn:example:tomorrow"]!)["shoeSize"]);
        Assert.Equal("M", user.AdditionalProperties["name.middleName"]);
        Assert.Equal("Sina", user.Emails[1].AdditionalProperties["display"]);
        Assert.Equal("Bearer " + ClientUnderTest.ShapelessKey, Assert.Single(server.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task Deactivating_is_the_documented_patch()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, Sina));
        using ScimClient scim = Scim(server);

        await scim.Users.SetActiveAsync("c6", active: false);

        LoopbackRequest sent = Assert.Single(server.Requests);
        Assert.Equal(("PATCH", Users + "/c6"), (sent.Method, sent.Target));
        Assert.Equal("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}""", sent.Body);
        Assert.Null(sent.Header("If-Match"));
    }

    [Fact]
    public async Task A_version_is_insisted_on_and_a_change_in_between_is_a_conflict()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(412, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"412","detail":"Changed."}"""));
        using ScimClient scim = Scim(server);

        AdminException refused = await Assert.ThrowsAsync<AdminException>(
            () => scim.Users.PatchAsync("c6", [ScimPatchOperation.Replace("title", "Lead")], "W/\"7\""));

        Assert.Equal(ErrorCode.Conflict, refused.Code);
        Assert.Equal("W/\"7\"", Assert.Single(server.Requests).Header("If-Match"));
    }

    [Fact]
    public async Task A_new_user_is_sent_with_what_is_given_and_nothing_else()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(201, Sina));
        using ScimClient scim = Scim(server);

        await scim.Users.CreateAsync(new ScimUserUpdate { UserName = "zoë@example.com", Email = "zoë@example.com", GivenName = "Zoë", Active = true });

        Assert.Equal(
            """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"zoë@example.com","active":true,"name":{"givenName":"Zoë"},"emails":[{"value":"zoë@example.com","type":"work","primary":true}]}""",
            Sorted(Assert.Single(server.Requests).Body));
    }

    [Fact]
    public async Task Members_are_added_and_taken_out_in_one_patch()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"id":"g","displayName":"okta"}"""));
        using ScimClient scim = Scim(server);

        await scim.Groups.PatchAsync("g", [ScimPatchOperation.AddMembers(["a", "b"]), ScimPatchOperation.RemoveMembers(["c"])]);

        Assert.Equal(
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"a"},{"value":"b"}]},{"op":"remove","path":"members","value":[{"value":"c"}]}]}""",
            Assert.Single(server.Requests).Body);
    }

    [Theory]
    [InlineData("sina@example.com", "userName eq \"sina@example.com\"")]
    [InlineData("o\"brien", "userName eq \"o\\\"brien\"")]
    [InlineData("x\" or active eq \"true", "userName eq \"x\\\" or active eq \\\"true\"")]
    [InlineData("back\\slash", "userName eq \"back\\\\slash\"")]
    [InlineData("zoë 山田", "userName eq \"zoë 山田\"")]
    public async Task A_filter_is_quoted_and_escaped(string value, string expected)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"totalResults":0}"""));
        using ScimClient scim = Scim(server);

        await foreach (ScimUser user in scim.Users.ListAsync(ScimFilter.UserName(value)))
            Assert.Fail(user.ToString());

        Assert.Equal($"{Users}?filter={Uri.EscapeDataString(expected)}&startIndex=1&count=100", Assert.Single(server.Requests).Target);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_go_on_where_the_last_one_ended_even_when_they_are_short(bool tellsStart)
    {
        // Asked for a hundred, the service gives three at a time.
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            int start = int.Parse(e.Request.Target.Split("startIndex=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);
            IEnumerable<string> page = Enumerable.Range(start, Math.Max(0, Math.Min(3, 8 - start))).Select(i => $$"""{"id":"u{{i}}"}""");
            return e.ReplyAsync(200, $$"""{"totalResults":7,{{(tellsStart ? $"\"startIndex\":{start}," : "")}}"Resources":[{{string.Join(',', page)}}]}""");
        });
        using ScimClient scim = Scim(server);
        var seen = new List<string>();

        await foreach (ScimUser user in scim.Users.ListAsync())
            seen.Add(user.ScimUserId);

        Assert.Equal(["u1", "u2", "u3", "u4", "u5", "u6", "u7"], seen);
        Assert.Equal(["1", "4", "7"], server.Requests.Select(r => r.Target.Split("startIndex=")[1].Split('&')[0]));
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_not_an_error()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e =>
            {
                e.Reset();
                return Task.CompletedTask;
            },
            e => e.ReplyAsync(404, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404","detail":"Resource not found"}"""));
        using ScimClient scim = Scim(server);

        Assert.Equal(2, await scim.Users.DeleteAsync("c6"));
    }

    [Fact]
    public async Task Creating_is_not_repeated_when_its_answer_was_lost()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(500, ""));
        using ScimClient scim = Scim(server);

        AdminException lost = await Assert.ThrowsAsync<AdminException>(() => scim.Users.CreateAsync(new ScimUserUpdate { UserName = "a" }));

        Assert.True(lost.IsAmbiguous);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void An_empty_directory_id_is_refused_before_anything_is_sent() =>
        Assert.Equal(
            ErrorCode.ScimDirectoryNotFound,
            Assert.Throws<AdminException>(() => new ScimClient(new AdminClientOptions(ClientUnderTest.Key()), " ")).Code);

    private static ScimClient Scim(LoopbackServer server) =>
        new(new AdminClientOptions(ClientUnderTest.Key(ClientUnderTest.ShapelessKey), null, server.Uri) { Clock = new HurryingClock() }, DirectoryId);

    // The order of the properties means nothing.
    private static string Sorted(string json)
    {
        var order = new[] { "schemas", "userName", "active", "name", "emails" };
        Dictionary<string, JsonElement> fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        return "{" + string.Join(',', fields.OrderBy(f => Array.IndexOf(order, f.Key)).Select(f => $"\"{f.Key}\":{f.Value.GetRawText()}")) + "}";
    }
}
