using System.Diagnostics;
using System.Net.Http;

namespace AtlassianAdmin.Sandbox.Tests.Http;

/// <summary>The limit, and the time that replies take.</summary>
public sealed class RateLimitTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Without_a_limit_none_is_announced()
    {
        using var caller = new Caller(new SandboxOrganization());

        Assert.DoesNotContain((await caller.GetAsync(caller.V1)).Headers.Keys, name => name.StartsWith("X-RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_reply_announces_the_limit_and_what_is_left_of_it()
    {
        using Caller caller = Limited(3);

        string[] left = new string[4];
        for (int i = 0; i < left.Length; i++)
        {
            CallerReply reply = await caller.GetAsync(i == 1 ? "/admin/none" : caller.V1);
            Assert.Equal("3", reply.Headers["X-RateLimit-Limit"]);
            // The window begins with the first request and ends on a whole second.
            Assert.Equal("2026-11-22T10:01:01Z", reply.Headers["X-RateLimit-Reset"]);
            left[i] = reply.Headers["X-RateLimit-Remaining"] + " " + reply.Status;
            _clock.Move(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(["2 200", "1 404", "0 200", "0 429"], left);
    }

    [Fact]
    public async Task The_window_opens_again_at_the_announced_time()
    {
        using Caller caller = Limited(1);
        await caller.GetAsync(caller.V1);
        Assert.Equal(429, (await caller.GetAsync(caller.V1)).Status);

        _clock.Move(TimeSpan.FromSeconds(60));
        Assert.Equal(429, (await caller.GetAsync(caller.V1)).Status);
        _clock.Move(TimeSpan.FromSeconds(1));
        CallerReply reply = await caller.GetAsync(caller.V1);

        Assert.Equal(200, reply.Status);
        Assert.Equal("2026-11-22T10:02:02Z", reply.Headers["X-RateLimit-Reset"]);
    }

    [Fact]
    public async Task Each_api_has_a_limit_of_its_own_and_refuses_in_its_own_shape()
    {
        using Caller caller = Limited(1);
        string mia = caller.ManageOf("mia.active@example.com");
        Assert.Equal(200, (await caller.GetAsync(mia)).Status);
        Assert.Equal(200, (await caller.GetAsync(caller.V1)).Status);

        CallerReply account = await caller.GetAsync(mia);
        CallerReply v1 = await caller.GetAsync(caller.V1);
        CallerReply v2 = await caller.GetAsync(caller.V2 + "/directories");

        Assert.Equal("""{"code":429,"message":"Rate limit exceeded"}""", account.Text);
        Assert.Equal(account.Text, v1.Text);
        Assert.Equal("ADMIN-429-1", v2.At("errors/0/code"));
        Assert.Equal([429, 429, 429], new[] { account.Status, v1.Status, v2.Status });
        Assert.DoesNotContain("Retry-After", account.Headers.Keys);
    }

    [Fact]
    public async Task Retry_after_is_sent_when_it_is_wanted()
    {
        using Caller caller = Limited(1, sendsRetryAfter: true);
        Assert.DoesNotContain("Retry-After", (await caller.GetAsync(caller.V1)).Headers.Keys);
        _clock.Move(TimeSpan.FromSeconds(10));

        Assert.Equal("51", (await caller.GetAsync(caller.V1)).Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_refused_request_changes_nothing()
    {
        using Caller caller = Limited(1);
        string mia = caller.ManageOf("mia.active@example.com");
        await caller.GetAsync(mia);

        Assert.Equal(429, (await caller.PostAsync(mia + "/lifecycle/disable")).Status);
        Assert.Equal("active", caller.Person("mia.active@example.com").AccountStatus);
    }

    [Fact]
    public async Task Of_many_at_once_exactly_as_many_pass_as_are_allowed()
    {
        using Caller caller = Limited(25);

        CallerReply[] replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => caller.GetAsync(caller.V1))));

        Assert.Equal(25, replies.Count(reply => reply.Status == 200));
        Assert.Equal(75, replies.Count(reply => reply.Status == 429));
    }

    [Fact]
    public async Task Replies_take_their_time()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { Latency = TimeSpan.FromMilliseconds(150) }));
        var watch = Stopwatch.StartNew();

        Assert.Equal(200, (await caller.GetAsync(caller.V1)).Status);

        Assert.True(watch.ElapsedMilliseconds >= 140, $"It took {watch.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public async Task Waiting_can_be_given_up_and_then_nothing_happens()
    {
        using var caller = new Caller(new SandboxOrganization(new SandboxOptions { Latency = TimeSpan.FromSeconds(20) }));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        string disable = caller.ManageOf("mia.active@example.com") + "/lifecycle/disable";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.SendAsync(HttpMethod.Post, disable, "{}", cancellationToken: stop.Token));

        Assert.Equal("active", caller.Person("mia.active@example.com").AccountStatus);
    }

    private Caller Limited(int limit, bool sendsRetryAfter = false) =>
        new(new SandboxOrganization(new SandboxOptions { RateLimit = limit, SendsRetryAfter = sendsRetryAfter, Clock = _clock }));
}
