using System.Text;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Tests.Http.Loopback;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Json;

/// <summary>A value that does not fit its field costs that field: the record, the page and the list are read, and the value is kept and told.</summary>
public class OddValueTests
{
    private const string Whole = """{"accountId":"2","name":"after"}""";

    [Theory]
    [InlineData("\"mfaEnabled\":1", "mfaEnabled", 1L)]
    [InlineData("\"mfaEnabled\":\"true\"", "mfaEnabled", "true")]
    [InlineData("\"mfaEnabled\":\"yes\"", "mfaEnabled", "yes")]
    [InlineData("\"emailVerified\":0", "emailVerified", 0L)]
    [InlineData("\"forDeletion\":\"False\"", "forDeletion", "False")]
    [InlineData("\"status\":true", "status", true)]
    [InlineData("\"status\":1.5", "status", 1.5)]
    [InlineData("\"jobTitle\":false", "jobTitle", false)]
    [InlineData("\"name\":\"half \\ud83d\"", "name", "half \ufffd")]
    [InlineData("\"name\":\"\\ude00 half\"", "name", "\ufffd half")]
    [InlineData("\"addedToOrg\":\"soon\"", "addedToOrg", "soon")]
    [InlineData("\"addedToOrg\":1785578400000", "addedToOrg", 1785578400000L)]
    [InlineData("\"counts\":5", "counts", 5L)]
    [InlineData("\"counts\":\"many\"", "counts", "many")]
    [InlineData("\"counts\":{\"resources\":5.5}", "counts.resources", 5.5)]
    [InlineData("\"counts\":{\"resources\":99999999999}", "counts.resources", 99999999999L)]
    [InlineData("\"counts\":{\"resources\":1e400}", "counts.resources", "1e400")]
    [InlineData("\"counts\":{\"resources\":\"few\"}", "counts.resources", "few")]
    [InlineData("\"groups\":\"all\"", "groups", "all")]
    [InlineData("\"platformRoles\":\"atlassian/org-admin\"", "platformRoles", "atlassian/org-admin")]
    [InlineData("\"groups\":[{\"id\":\"g\",\"name\":7.5}]", "groups[0].name", 7.5)]
    [InlineData("\"productAccess\":[{\"id\":\"p\"},{\"id\":\"q\",\"lastActiveTimestamp\":\"never\"}]", "productAccess[1].lastActiveTimestamp", "never")]
    [InlineData("\"links\":\"self\"", "links", "self")]
    public async Task The_rest_is_read_and_the_value_is_kept_and_told_once(string odd, string path, object? value)
    {
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1","email":"a@example.com",{{odd}}},{"accountId":"3","email":"c@example.com",{{odd}}},{{Whole}}]}""");

        Assert.Equal(["1", "3", "2"], reading.Users.Select(u => u.AccountId));
        Assert.Equal(["a@example.com", "c@example.com", null], reading.Users.Select(u => u.Email));
        Assert.Equal(value, reading.Users[0].AdditionalProperties[path]);
        OddValue told = Assert.Single(reading.Odd);
        Assert.Equal(("User", path), (told.Record, told.Field));
        Assert.Contains($"'{path}'", told.ToString(), StringComparison.Ordinal);
        Assert.Empty(reading.Users[2].AdditionalProperties);
    }

    [Theory]
    [InlineData("\"counts\":[]", "counts")]
    [InlineData("\"counts\":[{\"resources\":5}]", "counts")]
    [InlineData("\"groups\":{}", "groups")]
    [InlineData("\"groups\":{\"id\":\"g\"}", "groups")]
    [InlineData("\"name\":{\"first\":\"Mia\"}", "name")]
    [InlineData("\"name\":[\"Mia\"]", "name")]
    [InlineData("\"mfaEnabled\":{}", "mfaEnabled")]
    [InlineData("\"addedToOrg\":{\"time\":\"2026-08-01\"}", "addedToOrg")]
    [InlineData("\"platformRoles\":[[\"a\"]]", "platformRoles[0]")]
    [InlineData("\"groups\":[[]]", "groups[0]")]
    public async Task An_array_where_an_object_was_and_the_reverse_are_kept_whole(string odd, string path)
    {
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1","nickname":"mia",{{odd}}},{{Whole}}]}""");

        Assert.Equal(["1", "2"], reading.Users.Select(u => u.AccountId));
        Assert.Equal("mia", reading.Users[0].Nickname);
        Assert.NotNull(reading.Users[0].AdditionalProperties[path]);
        Assert.Single(reading.Odd);
    }

    [Theory]
    [InlineData("{\"resources\":5.0}", 5)]
    [InlineData("{\"resources\":\"5\"}", 5)]
    [InlineData("{\"resources\":5e2}", 500)]
    [InlineData("{\"resources\":\"-3\"}", -3)]
    [InlineData("{\"resources\":0.0}", 0)]
    public async Task A_number_in_another_spelling_is_read_and_kept_and_told(string counts, int number)
    {
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1","counts":{{counts}}}]}""");

        Assert.Equal(number, reading.Users[0].ResourceCount);
        Assert.True(reading.Users[0].AdditionalProperties.ContainsKey("counts.resources"));
        Assert.Equal("counts.resources", Assert.Single(reading.Odd).Field);
    }

    [Fact]
    public async Task A_whole_number_where_a_text_should_be_is_its_digits()
    {
        Reading reading = await ReadAsync("""{"data":[{"accountId":557058123456789012345678,"name":-7,"platformRoles":["a",1]}]}""");

        Assert.Equal(("557058123456789012345678", "-7"), (reading.Users[0].AccountId, reading.Users[0].Name));
        Assert.Equal(["a", "1"], reading.Users[0].PlatformRoles!);
        Assert.Equal(["accountId", "name", "platformRoles[1]"], reading.Odd.Select(o => o.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Null_and_odd_items_of_a_list_cost_no_other_item()
    {
        Reading reading = await ReadAsync("""
            {"data":[{"accountId":"1","platformRoles":["a",null,{},"b"],"groups":[null,{"id":"g1"},"g2",{"id":"g3"}]}]}
            """);

        User user = reading.Users[0];
        Assert.Equal(["a", "b"], user.PlatformRoles!);
        Assert.Equal(["g1", "g3"], user.Groups!.Select(g => g.GroupId));
        Assert.Equal(["groups[0]", "groups[2]", "platformRoles[1]", "platformRoles[2]"], user.AdditionalProperties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("g2", user.AdditionalProperties["groups[2]"]);

        // One warning a field.
        Assert.Equal(2, reading.Odd.Count);
    }

    [Theory]
    [InlineData("[null]", new string[0], new[] { "platformRoles[0]" })]
    [InlineData("[ null ]", new string[0], new[] { "platformRoles[0]" })]
    [InlineData("[\t\r\n null , null]", new string[0], new[] { "platformRoles[0]", "platformRoles[1]" })]
    [InlineData("[\"a\",null]", new[] { "a" }, new[] { "platformRoles[1]" })]
    [InlineData("[\"a\" , \n null]", new[] { "a" }, new[] { "platformRoles[1]" })]
    [InlineData("[\"null\",\"a\"]", new[] { "null", "a" }, new string[0])]
    [InlineData("[\"[null\",\"a, null\",\"nullnull\"]", new[] { "[null", "a, null", "nullnull" }, new string[0])]
    [InlineData("[]", new string[0], new string[0])]
    public async Task Null_in_a_list_is_found_however_it_is_laid_out(string list, string[] roles, string[] kept)
    {
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1","nickname":null,"platformRoles":{{list}}, "name" : null},{{Whole}}]}""");

        Assert.Equal(["1", "2"], reading.Users.Select(u => u.AccountId));
        Assert.Equal(roles, reading.Users[0].PlatformRoles!);
        Assert.Equal(kept, reading.Users[0].AdditionalProperties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(kept.Length > 0, reading.Odd.Count == 1);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_cost_their_field()
    {
        byte[] json = [.. "{\"data\":[{\"accountId\":\"1\",\"name\":\"M"u8, 0xC3, 0x28, .. "a\",\"note\":\""u8, 0xFF, .. "\",\"nickname\":\"mia\"},{\"accountId\":\"2\"}]}"u8];

        Reading reading = await ReadAsync(json);

        Assert.Equal(["1", "2"], reading.Users.Select(u => u.AccountId));
        Assert.Equal((null, "mia"), (reading.Users[0].Name, reading.Users[0].Nickname));
        Assert.Equal("M\ufffd(a", reading.Users[0].AdditionalProperties["name"]);
        Assert.Equal("\ufffd", reading.Users[0].AdditionalProperties["note"]);
        Assert.Equal("name", Assert.Single(reading.Odd).Field);
    }

    [Fact]
    public async Task Whole_characters_that_are_escaped_are_no_odd_ones()
    {
        Reading reading = await ReadAsync("""{"data":[{"accountId":"1","name":"\ud83d\ude00 \u00e9\n\"\\\/","mfaEnabled":1}]}""");

        Assert.Equal("\U0001F600 é\n\"\\/", reading.Users[0].Name);
        Assert.Equal("mfaEnabled", Assert.Single(reading.Odd).Field);
    }

    [Theory]
    [InlineData("""{"name":"nobody"}""")]
    [InlineData("""{"accountId":null,"name":"nobody"}""")]
    [InlineData("""{"accountId":"","name":"nobody"}""")]
    [InlineData("""{"accountId":" ","name":"nobody"}""")]
    [InlineData("""{"accountId":true,"name":"nobody"}""")]
    [InlineData("""{"accountId":{"id":"1"},"name":"nobody"}""")]
    [InlineData("""{"accountId":["1"],"name":"nobody"}""")]
    [InlineData("""{"accountId":1.5,"name":"nobody"}""")]
    [InlineData("""{"accountId":"half \ud800","name":"nobody"}""")]
    [InlineData("\"nobody\"")]
    [InlineData("[]")]
    [InlineData("true")]
    public async Task A_record_without_a_readable_id_is_an_error_of_its_own_and_never_passed_on(string record)
    {
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1"},{{record}},{{Whole}}]}""");

        Assert.Equal(["1", "2"], reading.Users.Select(u => u.AccountId));
        AdminException error = Assert.Single(reading.Unreadable);
        Assert.Equal(ErrorCode.UnreadableRecord, error.Code);
        Assert.Contains("User", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_in_place_of_a_record_is_told_and_nobody()
    {
        Reading reading = await ReadAsync($$"""{"data":[null,{{Whole}},null]}""");

        Assert.Equal(["2"], reading.Users.Select(u => u.AccountId));
        Assert.Empty(reading.Unreadable);
        Assert.Equal("data[0]", Assert.Single(reading.Odd).Field);
    }

    [Fact]
    public async Task Where_nobody_listens_the_rest_of_the_list_comes_first_and_then_the_error()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":[{"name":"nobody"},{"accountId":"1"}],"links":{"next":"c"}}"""), e => e.ReplyAsync(200, $$"""{"data":[{{Whole}}]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        RequestScope.Current = null;
        List<string> read = [];

        AdminException error = await Assert.ThrowsAsync<AdminException>(async () =>
        {
            await foreach (User user in client.Users.SearchAsync(new UserSearch()))
                read.Add(user.AccountId);
        });

        Assert.Equal(ErrorCode.UnreadableRecord, error.Code);
        Assert.Equal(["1", "2"], read);
    }

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"accountId":"1"}}""")]
    [InlineData("""{"data":"nobody"}""")]
    [InlineData("""{"data":7}""")]
    [InlineData("[]")]
    [InlineData("\"data\"")]
    public async Task A_list_that_is_none_is_not_taken_for_an_empty_one(string json)
    {
        AdminException error = await Assert.ThrowsAsync<AdminException>(() => ReadAsync(json));

        Assert.Equal((ErrorCode.UnexpectedResponse, 1), (error.Code, error.Attempts));
    }

    [Fact]
    public async Task A_secret_that_the_service_echoes_is_in_no_warning()
    {
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1","mfaEnabled":"{{ClientUnderTest.AdminKey}}"}]}""");

        Assert.DoesNotContain("ATCTT", Assert.Single(reading.Odd).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_odd_value_is_shortened_in_the_warning_and_kept_whole()
    {
        string text = new('x', 5000);
        Reading reading = await ReadAsync($$"""{"data":[{"accountId":"1","mfaEnabled":"{{text}}"}]}""");

        Assert.InRange(Assert.Single(reading.Odd).ToString().Length, 1, 250);
        Assert.Equal(text, reading.Users[0].AdditionalProperties["mfaEnabled"]);
    }

    [Fact]
    public async Task An_activity_whose_date_cannot_be_read_does_not_say_never()
    {
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, """{"data":{"product_access":[{"key":"jira","last_active":20260803}]}}"""),
            e => e.ReplyAsync(200, """{"data":{"product_access":{"jira":"2026-08-03"}}}"""),
            e => e.ReplyAsync(200, """{"data":{"product_access":[{"key":"jira","last_active":false,"last_active_timestamp":"2026-08-03T10:00:00Z"}]}}"""),
            e => e.ReplyAsync(200, """{"data":{"product_access":[]}}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.False((await client.Users.GetActivityAsync("x")).IsReadable);
        Assert.False((await client.Users.GetActivityAsync("x")).IsReadable);
        Assert.True((await client.Users.GetActivityAsync("x")).IsReadable);
        Assert.True((await client.Users.GetActivityAsync("x")).IsReadable);
    }

    private static Task<Reading> ReadAsync(string json) => ReadAsync(Encoding.UTF8.GetBytes(json));

    private static async Task<Reading> ReadAsync(byte[] json)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, json));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        var reading = new Reading();
        RequestScope.Current = new RequestScope(onAttempt: null, CancellationToken.None) { OnOddValue = reading.Odd.Add, OnUnreadableRecord = reading.Unreadable.Add };
        await foreach (User user in client.Users.SearchAsync(new UserSearch()))
            reading.Users.Add(user);
        return reading;
    }

    private sealed class Reading
    {
        public List<User> Users { get; } = [];

        public List<OddValue> Odd { get; } = [];

        public List<AdminException> Unreadable { get; } = [];
    }
}
