using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Http;

namespace AtlassianAdmin.Client.Tests.Accounts;

public class AccountsClientTests
{
    [Fact]
    public async Task A_profile_is_taken_out_of_its_envelope()
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(200,
            """{"account":{"account_id":"5b10","name":"Lila User","nickname":"lila","email":"lila@example.com","account_type":"atlassian","account_status":"active","picture":"https://p","zoneinfo":"Europe/Berlin","locale":"en-US","characteristics":{"not_mentionable":false},"extended_profile":{"department":"Ops"}}}"""));
        using AdminClient client = ClientUnderTest.Of(network);

        UserProfile profile = await client.Accounts.GetProfileAsync("5b10");

        Assert.Equal(("5b10", "Lila User", "lila", "lila@example.com"), (profile.AccountId, profile.Name, profile.Nickname, profile.Email));
        Assert.Equal(("atlassian", "active", "Europe/Berlin", "en-US"), (profile.AccountType, profile.AccountStatus, profile.TimeZone, profile.Locale));
        Assert.Equal(("Ops", null, false), (profile.Department, profile.JobTitle, profile.NotMentionable));
        Assert.Empty(profile.AdditionalProperties);
    }

    [Fact]
    public async Task Tokens_are_a_bare_list_and_know_their_account()
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(200, """[{"id":"1","label":"a","createdAt":"2015-04-12T23:20:50.522Z"},null,{"id":"2","label":"b","createdAt":"odd"}]"""));
        using AdminClient client = ClientUnderTest.Of(network);

        IReadOnlyList<UserApiToken> tokens = await client.Accounts.GetApiTokensAsync("557058:x");

        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, t => Assert.Equal("557058:x", t.AccountId));
        Assert.Equal("1", tokens[0].ToString());
    }

    [Theory]
    [InlineData(200, """{"message":"AccountId x has been deleted."}""")]
    [InlineData(204, "")]
    [InlineData(202, "")]
    public async Task Any_success_of_a_write_is_success(int status, string body)
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(status, body));
        using AdminClient client = ClientUnderTest.Of(network);

        Assert.Equal(1, await client.Accounts.DeleteAsync("x"));
        Assert.Equal(1, await client.Accounts.CancelDeleteAsync("x"));
        Assert.Equal(1, await client.Accounts.DisableAsync("x"));
    }

    // Only a key that was let in hears what became of the account.
    [Theory]
    [InlineData(404, """{"key":"accountNotFound","context":"Account not found"}""")]
    [InlineData(404, """{"key":"ACCOUNT-NOT-FOUND"}""")]
    [InlineData(404, """{"key":"notFound"}""")]
    [InlineData(403, """{"key":"forbidden","context":{"message":"not managed"}}""")]
    [InlineData(200, """{"profile.read":{"allowed":true}}""")]
    public async Task What_becomes_of_an_account_that_nobody_has_proves_access(int status, string body)
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(status, body));
        using AdminClient client = ClientUnderTest.Of(network);

        await client.Accounts.ProveAccessAsync(default);

        Assert.Equal("GET /users/000000000000000000000000/manage?privileges=profile.read", Assert.Single(network.Requests));
    }

    [Theory]
    [InlineData(403, """{"key":"forbidden.insufficientScope"}""", ErrorCode.KeyHasScopes)]
    [InlineData(403, """{"code":403,"message":"Forbidden"}""", ErrorCode.NotOrganizationAdmin)]
    [InlineData(401, """{"code":401,"message":"Unauthorized"}""", ErrorCode.KeyRejected)]
    [InlineData(404, "", ErrorCode.UnexpectedResponse)]
    [InlineData(404, "<html>not here</html>", ErrorCode.UnexpectedResponse)]
    [InlineData(500, """{"key":"serverError"}""", ErrorCode.ServiceUnavailable)]
    public async Task Any_other_refusal_proves_no_access(int status, string body, string code)
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(status, body));
        using AdminClient client = ClientUnderTest.Of(network);

        AdminException refusal = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.ProveAccessAsync(default));

        Assert.Equal(code, refusal.Code);
    }
}
