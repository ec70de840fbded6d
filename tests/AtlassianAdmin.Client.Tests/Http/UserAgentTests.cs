using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>Every request says who sends it.</summary>
public class UserAgentTests
{
    [Fact]
    public async Task Every_client_names_itself_and_the_NET_that_it_runs_on()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"accountId":"1","cloudId":"c","totalResults":0}"""));
        var options = new AdminClientOptions(ClientUnderTest.Key(), ClientUnderTest.OrganizationId, server.Uri) { Clock = new HurryingClock() };
        using var client = new AdminClient(options);
        using var scim = new ScimClient(options.With(ClientUnderTest.Key()), "d");
        using var site = new SiteClient(options.With(ClientUnderTest.Key()), "a@example.com");

        await client.Accounts.DisableAsync("x");
        await scim.Users.CountAsync();
        await site.Users.GetMyselfAsync();
        await site.GetCloudIdAsync();

        Assert.Equal(4, server.Requests.Count);
        Assert.All(server.Requests, r => Assert.Matches(@"^AtlassianAdmin/\d+\.\d+\.\d+ \(\.NET [^()]+\)$", r.Header("User-Agent")));
    }

    [Fact]
    public async Task A_host_is_named_in_its_place_also_with_another_key()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(204));
        var options = new AdminClientOptions(ClientUnderTest.Key(), null, server.Uri) { UserAgent = AdminClientOptions.UserAgentOf("PowerShell 7.6.9") };
        using var client = new AdminClient(options.With(ClientUnderTest.Key()));

        await client.Accounts.DisableAsync("x");

        Assert.EndsWith("(PowerShell 7.6.9)", Assert.Single(server.Requests).Header("User-Agent"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host (x)\r\nX-Other: 1", "(Host xX-Other: 1)")]
    [InlineData("名 5.1", "( 5.1)")]
    [InlineData("a\\b", "(ab)")]
    public void No_name_of_a_host_leaves_its_place_in_the_header(string host, string comment) =>
        Assert.EndsWith(comment, AdminClientOptions.UserAgentOf(host), StringComparison.Ordinal);
}
