using System.Net;
using System.Net.Http;
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
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(404)]
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

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>sign in</html>")]
    [InlineData("HTTP/1.1 200 Connection established\r\n\r\nSSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    public async Task A_proxy_that_lets_somebody_else_answer_names_the_inspection_of_TLS(string answer)
    {
        await using LoopbackServer proxy = LoopbackServer.Start(e => e.SendAsync(answer));
        using AdminClient client = Behind(proxy);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.NetworkFailure, error.Code);
        Assert.Contains("TLS inspection", error.Remedy, StringComparison.Ordinal);
        Assert.All(proxy.Requests, r => Assert.Null(r.Header("Authorization")));
    }

    [Theory]
    [InlineData("The proxy tunnel request to proxy 'http://p:8080/' failed with status code '407'.\"", 407)]
    [InlineData("The proxy tunnel request to proxy 'http://p407:8080/' failed with status code '302'.\"", 302)]
    [InlineData("Connection refused (p:8080) '407'", null)]
    public void A_status_that_only_the_text_tells_is_understood(string message, int? status) =>
        Assert.Equal(status, ProxyRefusal.StatusOf(new InvalidOperationException("around", new HttpRequestException(message))));

    [Theory]
    [InlineData("http://me:proxy-pass@proxy:8080", "http://proxy:8080/", "me", "proxy-pass")]
    [InlineData("http://DOMAIN%5Cme:p%40ss%3Aword@proxy:8080", "http://proxy:8080/", "DOMAIN\\me", "p@ss:word")]
    [InlineData("http://me@proxy", "http://proxy/", "me", "")]
    [InlineData("http://proxy:8080/", "http://proxy:8080/", "system", "own")]
    public void The_proxy_of_the_environment_is_signed_in_to_by_its_address_which_nobody_sees(string given, string shown, string user, string password)
    {
        var proxy = new SystemProxy(new WebProxy(given) { Credentials = new NetworkCredential("system", "own") }, other: null);

        Uri address = proxy.GetProxy(new Uri("https://api.example.invalid/"));

        Assert.Equal(shown, address.OriginalString);
        NetworkCredential? signIn = proxy.GetCredential(address, "Basic");
        Assert.Equal((user, password), (signIn?.UserName, signIn?.Password));
        Assert.Null(new SystemProxy(new WebProxy(given), other: null).GetCredential(new Uri("http://another:8080/"), "Basic"));
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
