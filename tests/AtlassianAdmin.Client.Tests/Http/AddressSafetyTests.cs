using System.Security.Cryptography.X509Certificates;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>The key goes to its own host and to no other, and never in the open.</summary>
public class AddressSafetyTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using LoopbackServer elsewhere = LoopbackServer.Start(e => e.ReplyAsync(200, "{}"));
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status, "", $"Location: http://localhost:{elsewhere.Port}/users/x/manage"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetPermissionsAsync("x"));

        Assert.Equal(ErrorCode.UnexpectedResponse, error.Code);
        Assert.Equal(status, error.HttpStatus);
        Assert.Single(server.Requests);
        Assert.Equal(0, elsewhere.Accepted);
    }

    [Fact]
    public async Task A_link_to_the_next_page_on_another_host_is_not_requested_but_its_cursor_is_used_here()
    {
        await using LoopbackServer elsewhere = LoopbackServer.Start(e => e.ReplyAsync(200, """{"data":[]}"""));
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(200, $$$"""{"data":[{"account_id":"1"}],"links":{"next":"http://localhost:{{{elsewhere.Port}}}/steal?x=1&cursor=a%2Bb%2F%3D&y=2"}}"""),
            e => e.ReplyAsync(200, """{"data":[{"account_id":"2"}]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        List<string> ids = [];
        await foreach (ManagedAccount account in client.Organizations.GetManagedAccountsAsync())
            ids.Add(account.AccountId);

        Assert.Equal(["1", "2"], ids);
        Assert.Equal($"/admin/v1/orgs/{ClientUnderTest.OrganizationId}/users?cursor=a%2Bb%2F%3D", server.Requests[1].Target);
        Assert.Equal(0, elsewhere.Accepted);
    }

    [Theory]
    [InlineData("http://api.atlassian.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://user:pass@api.atlassian.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/hosts")]
    public void The_key_does_not_travel_in_the_open(string address)
    {
        using ApiKey key = ClientUnderTest.Key();

        AdminException error = Assert.Throws<AdminException>(() => new AdminClientOptions(key, null, new Uri(address)));

        Assert.Equal(ErrorCode.InsecureAddress, error.Code);
        Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_address_is_no_address()
    {
        using ApiKey key = ClientUnderTest.Key();

        Assert.Equal(ErrorCode.InsecureAddress, Assert.Throws<AdminException>(() => new AdminClientOptions(key, null, new Uri("/admin", UriKind.Relative))).Code);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]:5000/")]
    [InlineData("https://api.atlassian.com/")]
    [InlineData("https://gateway.example.com/atlassian/")]
    public void Https_and_this_machine_are_taken(string address)
    {
        using ApiKey key = ClientUnderTest.Key();

        Assert.Equal(new Uri(address), new AdminClientOptions(key, null, new Uri(address)).BaseUri);
    }

    [Fact]
    public async Task A_path_of_the_base_address_stays_in_front()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(new Uri(server.Uri, "gateway/atlassian/"));

        await client.Accounts.GetPermissionsAsync("x");

        Assert.Equal("/gateway/atlassian/users/x/manage", server.Requests.Single().Target);
    }

    [Theory]
    [InlineData("557058:4f9acfd2-6155", "557058:4f9acfd2-6155")]
    [InlineData("qm:a|b", "qm:a%7Cb")]
    [InlineData("a/b?c#d%e", "a%2Fb%3Fc%23d%25e")]
    [InlineData("a/../b", "a%2F..%2Fb")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a%3Ab:c", "a%253Ab:c")]
    [InlineData("line\r\nX-Evil: 1", "line%0D%0AX-Evil:%201")]
    [InlineData("{tokenId}", "%7BtokenId%7D")]
    [InlineData("...", "...")]
    [InlineData("naïve 名前", "na%C3%AFve%20%E5%90%8D%E5%89%8D")]
    public async Task An_id_is_escaped_on_the_wire(string id, string escaped)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        await client.Accounts.RevokeApiTokenAsync(id, id);

        LoopbackRequest request = server.Requests.Single();
        Assert.Equal($"/users/{escaped}/manage/api-tokens/{escaped}", request.Target);
        Assert.Null(request.Header("X-Evil"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_would_climb_out_of_the_path_is_refused(string id)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(ErrorCode.InvalidIdentity, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync(id))).Code);
        Assert.Equal(ErrorCode.InvalidIdentity, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.RevokeApiTokenAsync("x", id))).Code);
        Assert.Equal(ErrorCode.InvalidIdentity, (await Assert.ThrowsAsync<AdminException>(() => client.Users.GetAsync(id))).Code);
        Assert.Equal(0, server.Accepted);
    }

    [Theory]
    [InlineData("x", 10_000)]
    [InlineData("😀", 10_000)]
    [InlineData("😀", 100_000)]
    public async Task An_id_without_end_is_one_clear_error(string part, int length)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(414, ""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        string id = string.Concat(Enumerable.Repeat(part, length));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync(id));

        Assert.Equal(ErrorCode.InvalidIdentity, error.Code);
        Assert.InRange(error.Message.Length, 1, 500);
        Assert.Equal(0, server.Accepted);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_and_named()
    {
        using X509Certificate2 certificate = Certificates.SelfSigned();
        await NoKeyLeavesAsync(certificate);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_and_named()
    {
        using X509Certificate2 certificate = Certificates.Expired();
        await NoKeyLeavesAsync(certificate);
    }

    [Fact]
    public async Task A_server_without_TLS_behind_https_is_a_failure_of_the_network()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(new Uri($"https://127.0.0.1:{server.Port}/"), attemptTimeout: TimeSpan.FromMilliseconds(500));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Contains(error.Code, new[] { ErrorCode.NetworkFailure, ErrorCode.ServiceUnavailable });
        Assert.Empty(server.Requests);
    }

    private static async Task NoKeyLeavesAsync(X509Certificate2 certificate)
    {
        await using LoopbackServer server = LoopbackServer.StartTls(certificate, e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.NetworkFailure, error.Code);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Contains("TLS inspection", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(1, error.Attempts);
        Assert.False(error.IsAmbiguous);
        Assert.Equal(1, server.Accepted);
        Assert.Empty(server.Requests);
    }
}
