using AtlassianAdmin.Client.Accounts;
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
}
