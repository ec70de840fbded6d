using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Provisioning;

/// <summary>From somebody who is meant to the one record of a SCIM directory.</summary>
public class ScimUserFinderTests
{
    private const string Here = "dir-here";
    private const string Nobody = """{"totalResults":0,"Resources":[]}""";
    private const string Account = ClientUnderTest.AccountId;

    [Fact]
    public async Task An_account_is_found_by_its_link_in_this_directory()
    {
        ScimUser user = await FindAsync(Account, Links(("u-there", "dir-there"), ("u-here", Here)), _ => Nobody);

        Assert.Equal("u-here", user.ScimUserId);
    }

    [Fact]
    public async Task An_account_without_a_link_is_nobody_even_when_somebody_has_its_address()
    {
        AdminException gone = await Assert.ThrowsAsync<AdminException>(() => FindAccountAsync(Links(("u-there", "dir-there")), filter =>
            filter.StartsWith("userName", StringComparison.Ordinal) ? One("u-other", "sina@example.com", "somebody-else") : Nobody));

        Assert.Equal(ErrorCode.ScimUserNotFound, gone.Code);
        Assert.Contains("dir-there", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_names_the_account_itself_needs_no_link()
    {
        ScimUser user = await FindAccountAsync("""{"scimLinks":[]}""", filter =>
            filter == "externalId eq \"sina@example.com\"" ? One("u-named", "s", Account, "sina@example.com") : Nobody);

        Assert.Equal("u-named", user.ScimUserId);
    }

    [Theory]
    [InlineData("jdoe.sandbox", "userName eq \"jdoe.sandbox\"")]
    [InlineData("00u1ext", "externalId eq \"00u1ext\"")]
    public async Task A_text_is_a_user_name_before_it_is_an_external_id(string text, string filter)
    {
        ScimUser user = await FindAsync(text, Links(), asked => asked == filter ? One("u-1", text, null, text) : Nobody);

        Assert.Equal("u-1", user.ScimUserId);
    }

    [Fact]
    public async Task An_address_that_is_no_user_name_is_asked_for_by_the_link()
    {
        ScimUser user = await FindAsync("sina@example.com", Links(("u-here", Here)), _ => Nobody);

        Assert.Equal("u-here", user.ScimUserId);
    }

    [Theory]
    [InlineData("userName")]
    [InlineData("externalId")]
    public async Task An_address_that_names_one_record_and_belongs_to_another_is_told_and_neither_is_taken(string attribute)
    {
        AdminException several = await Assert.ThrowsAsync<AdminException>(() => FindAsync("sina@example.com", Links(("u-owner", Here)), asked =>
            asked.StartsWith(attribute, StringComparison.Ordinal) ? One("u-named", "sina@example.com", null, "sina@example.com") : Nobody));

        Assert.Equal(ErrorCode.AmbiguousIdentity, several.Code);
        Assert.Contains("u-named, u-owner", several.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_only_one_record_has_in_any_way_is_that_record()
    {
        ScimUser byName = await FindAsync("sina@example.com", Links(), asked =>
            asked.StartsWith("userName", StringComparison.Ordinal) ? One("u-named", "sina@example.com", null) : Nobody);
        ScimUser elsewhere = await FindAsync("sina@example.com", Links(("u-there", "dir-there"), ("U-NAMED", Here)), asked =>
            asked.StartsWith("userName", StringComparison.Ordinal) ? One("u-named", "sina@example.com", null) : Nobody);

        Assert.Equal("u-named", byName.ScimUserId);
        Assert.Equal("u-named", elsewhere.ScimUserId);
    }

    [Fact]
    public async Task Two_records_of_one_external_id_are_told_and_none_is_taken()
    {
        AdminException several = await Assert.ThrowsAsync<AdminException>(() => FindAsync("00u1ext", Links(), asked =>
            asked.StartsWith("externalId", StringComparison.Ordinal) ? """{"totalResults":2,"Resources":[{"id":"u-1","externalId":"00u1ext"},{"id":"u-2","externalId":"00u1EXT"}]}""" : Nobody));

        Assert.Equal(ErrorCode.AmbiguousIdentity, several.Code);
        Assert.Contains("u-1, u-2", several.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("somebody-else")]
    [InlineData("557058:00000000-0000-0000-0000-000000000000")]
    public async Task A_linked_record_that_names_another_account_is_nobody_s(string other)
    {
        AdminException wrong = await Assert.ThrowsAsync<AdminException>(() => WithServerAsync(
            Links(("u-here", Here)),
            _ => Nobody,
            finder => finder.FindByAccountAsync(Account, "sina@example.com"),
            id => $$$"""{"id":"{{{id}}}","urn:scim:schemas:extension:atlassian-external:1.0":{"atlassianAccountId":"{{{other}}}"}}"""));

        Assert.Equal(ErrorCode.UnexpectedResponse, wrong.Code);
        Assert.Contains(other, wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<ScimUser> FindAsync(string text, string links, Func<string, string> list) =>
        await WithServerAsync(links, list, finder => finder.FindAsync(text));

    private static async Task<ScimUser> FindAccountAsync(string links, Func<string, string> list) =>
        await WithServerAsync(links, list, finder => finder.FindByAccountAsync(Account, "sina@example.com"));

    private static async Task<ScimUser> WithServerAsync(string links, Func<string, string> list, Func<ScimUserFinder, Task<ScimUser>> find, Func<string, string>? record = null)
    {
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            string target = Uri.UnescapeDataString(e.Request.Target);
            return target.StartsWith("/admin/", StringComparison.Ordinal) ? e.ReplyAsync(200, links)
                : target.Contains("/Users?", StringComparison.Ordinal) ? e.ReplyAsync(200, list(target.Split("filter=")[1].Split("&startIndex")[0]))
                : e.ReplyAsync(200, record?.Invoke(target.Split('/').Last()) ?? $$"""{"id":"{{target.Split('/').Last()}}"}""");
        });
        using AdminClient admin = ClientUnderTest.Of(server.Uri);
        using var scim = new ScimClient(new AdminClientOptions(ClientUnderTest.Key(ClientUnderTest.ShapelessKey), null, server.Uri) { Clock = new HurryingClock() }, Here);
        return await find(new ScimUserFinder(admin.Provisioning, scim.Users));
    }

    private static string Links(params (string User, string Directory)[] links) =>
        $$"""{"scimLinks":[{{string.Join(',', links.Select(l => $$"""{"scimUserId":"{{l.User}}","atlassianAccountId":"{{Account}}","orgId":"o","directoryId":"{{l.Directory}}"}"""))}}]}""";

    private static string One(string id, string userName, string? account, string externalId = "") =>
        $$$"""{"totalResults":1,"Resources":[{"id":"{{{id}}}","userName":"{{{userName}}}","externalId":"{{{externalId}}}","urn:scim:schemas:extension:atlassian-external:1.0":{"atlassianAccountId":{{{(account is null ? "null" : $"\"{account}\"")}}}}}]}""";
}
