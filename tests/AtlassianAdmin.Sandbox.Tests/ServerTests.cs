using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests;

/// <summary>The sandbox over a real socket.</summary>
public sealed class ServerTests
{
    private const string Mia = "mia.active@example.com";

    [Fact]
    public async Task The_job_is_done_over_http()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization());
        using Caller caller = Over(server);

        CallerReply found = await caller.SearchAsync($$"""{"emails":["{{Mia}}"]}""");
        string manage = Caller.Manage(found.At("data/0/accountId")!);
        CallerReply disabled = await caller.PostAsync(manage + "/lifecycle/disable", """{"message":"Left"}""");
        CallerReply profile = await caller.GetAsync(manage + "/profile");
        CallerReply typo = await caller.GetAsync(manage + "/profil");

        Assert.True(server.Uri.IsLoopback);
        Assert.Equal(204, disabled.Status);
        Assert.Equal("inactive", profile.At("account/account_status"));
        Assert.Equal("inactive", server.Organization.Find(Mia)!.AccountStatus);
        Assert.Equal("text/plain", typo.MediaType);
        Assert.True(profile.Headers.ContainsKey("atl-traceid"));
    }

    [Fact]
    public async Task Ids_with_colons_and_worse_arrive_as_they_were_sent()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization());
        using Caller caller = Over(server);
        SandboxPerson person = server.Organization.People.First(candidate =>
            candidate.Kind == SandboxPersonKind.Active && candidate.AccountId.Contains(':', StringComparison.Ordinal));

        Assert.Equal(200, (await caller.GetAsync($"/users/{person.AccountId.Replace(":", "%3A", StringComparison.Ordinal)}/manage")).Status);
        Assert.Equal(200, (await caller.GetAsync($"/users/{person.AccountId}/manage")).Status);
        foreach (string accountId in new[] { "a/b", "a?b", "a#b", "a%b", "a%2Fb", "ä ö", ".." })
        {
            CallerReply reply = await caller.GetAsync(accountId == ".." ? "/users/%2E%2E%2Fx/manage" : Caller.Manage(accountId));
            Assert.Equal(404, reply.Status);
            Assert.Equal("accountNotFound", reply.At("key"));
        }

        // Windows turns control characters away before the sandbox sees them.
        Assert.InRange((await caller.GetAsync(Caller.Manage("a\r\nb"))).Status, 400, 404);
    }

    [Fact]
    public async Task Fifty_requests_are_answered_at_once()
    {
        var organization = new SandboxOrganization(new SandboxOptions { Latency = TimeSpan.FromMilliseconds(400) });
        using SandboxServer server = SandboxServer.Start(organization);
        using Caller caller = Over(server);
        SandboxPerson[] people = [.. organization.People.Where(person => person.Kind == SandboxPersonKind.Active).Take(50)];
        var watch = Stopwatch.StartNew();

        CallerReply[] replies = await Task.WhenAll(people.Select(person => caller.PostAsync(Caller.Manage(person.AccountId) + "/lifecycle/disable")));

        Assert.All(replies, reply => Assert.Equal(204, reply.Status));
        Assert.All(people, person => Assert.Equal("inactive", person.AccountStatus));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"One after the other: {watch.Elapsed}.");
    }

    [Fact]
    public async Task The_links_of_lists_lead_back_to_the_server()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization());
        using Caller caller = Over(server);

        CallerReply first = await caller.GetAsync(caller.V1 + "/users");
        string next = first.At("links/next")!;
        CallerReply second = await caller.GetAsync(next);

        Assert.StartsWith(server.Uri.AbsoluteUri, next, StringComparison.Ordinal);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first.At("data/0/account_id"), second.At("data/0/account_id"));
    }

    [Fact]
    public async Task The_limit_is_announced_over_http_too()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization(new SandboxOptions { RateLimit = 1, SendsRetryAfter = true }));
        using Caller caller = Over(server);

        CallerReply passed = await caller.GetAsync(caller.V1);
        CallerReply refused = await caller.GetAsync(caller.V1);

        Assert.Equal("0", passed.Headers["X-RateLimit-Remaining"]);
        Assert.EndsWith("Z", passed.Headers["X-RateLimit-Reset"], StringComparison.Ordinal);
        Assert.Equal(429, refused.Status);
        Assert.True(refused.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task It_answers_to_localhost_as_well()
    {
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization());
        using var caller = new Caller(server.Organization, new SocketsHttpHandler(), new Uri($"http://localhost:{server.Uri.Port}"));

        Assert.Equal(200, (await caller.GetAsync(caller.V1)).Status);
    }

    [Fact]
    public async Task Another_host_name_is_not_answered()
    {
        // A web page that makes its own name point to this machine must not reach the sandbox.
        using SandboxServer server = SandboxServer.Start(new SandboxOrganization());
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Uri.Port);
        await using NetworkStream stream = socket.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /admin/v1/orgs HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync();

        Assert.DoesNotContain("atl-traceid", answer, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_told_and_a_free_one_is_found()
    {
        using SandboxServer first = SandboxServer.Start(new SandboxOrganization());
        using SandboxServer second = SandboxServer.Start(new SandboxOrganization());

        Assert.NotEqual(first.Uri.Port, second.Uri.Port);
        Assert.ThrowsAny<Exception>(() => SandboxServer.Start(new SandboxOrganization(), first.Uri.Port));
    }

    [Fact]
    public async Task Stopping_ends_what_is_under_way_and_frees_the_port()
    {
        var organization = new SandboxOrganization(new SandboxOptions { Latency = TimeSpan.FromSeconds(60) });
        SandboxServer server = SandboxServer.Start(organization);
        using Caller caller = Over(server);
        Task<CallerReply> waiting = caller.PostAsync(caller.ManageOf(Mia) + "/lifecycle/disable");
        await Task.Delay(300);
        var watch = Stopwatch.StartNew();

        server.Dispose();
        server.Dispose();

        Assert.Equal(503, (await waiting).Status);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Equal("active", organization.Find(Mia)!.AccountStatus);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.GetAsync(caller.V1));
        using SandboxServer again = SandboxServer.Start(organization, server.Uri.Port);
        Assert.Equal(server.Uri, again.Uri);
    }

    private static Caller Over(SandboxServer server) =>
        new(server.Organization, new SocketsHttpHandler { MaxConnectionsPerServer = 50 }, server.Uri);
}
