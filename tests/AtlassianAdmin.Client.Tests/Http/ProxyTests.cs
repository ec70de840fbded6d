using System.Net;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>A proxy that does not open the way: nothing was sent, and what it refuses for good is asked for once.</summary>
public class ProxyTests
{
    [Theory]
    [InlineData(407)]
    [InlineData(403)]
    public async Task A_proxy_that_refuses_is_final_and_nothing_was_sent(int status)
    {
        await using LoopbackServer proxy = LoopbackServer.Start(e => e.ReplyAsync(status, "", "Proxy-Authenticate: Basic realm=\"corp\""));
        using AdminClient client = Behind(proxy);

        foreach (Func<Task> write in new Func<Task>[]
        {
            () => client.Accounts.DisableAsync("x"),
            () => client.Accounts.RevokeApiTokenAsync("x", "t"),
            () => client.Groups.CreateAsync("d", "g", null),
            () => client.Accounts.UpdateProfileAsync("x", new UserProfileUpdate { Name = "Mia" }),
        })
        {
            AdminException error = await Assert.ThrowsAsync<AdminException>(write);

            Assert.Equal((ErrorCode.ProxyRefused, 1, false), (error.Code, error.Attempts, error.IsAmbiguous));
            Assert.True(error.RefusesTheKey);
            Assert.Contains("-ProxyCredential", error.Remedy, StringComparison.Ordinal);
            Assert.Contains("Nothing was sent", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4, proxy.Requests.Count);
        Assert.All(proxy.Requests, r => Assert.Equal("CONNECT", r.Method));
        Assert.All(proxy.Requests, r => Assert.Null(r.Header("Authorization")));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_proxy_that_fails_is_asked_again_and_nothing_was_sent(int status)
    {
        await using LoopbackServer proxy = LoopbackServer.Start(e => e.ReplyAsync(status));
        using AdminClient client = Behind(proxy);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal((ErrorCode.NetworkFailure, 7, false), (error.Code, error.Attempts, error.IsAmbiguous));
    }

    [Fact]
    public async Task Each_attempt_tells_that_it_was_the_proxy()
    {
        List<string> told = [];
        await using LoopbackServer proxy = LoopbackServer.Start(e => e.ReplyAsync(407));
        using AdminClient client = Behind(proxy);
        RequestScope.Current = new RequestScope(t => told.Add(t.Outcome), CancellationToken.None);

        await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(["proxy refused with 407"], told);
    }

    private static AdminClient Behind(LoopbackServer proxy) =>
        new(new AdminClientOptions(ClientUnderTest.Key(), ClientUnderTest.OrganizationId, new Uri("https://api.example.invalid/"))
        {
            Clock = new HurryingClock(),
            Proxy = new WebProxy(proxy.Uri),
        });
}
