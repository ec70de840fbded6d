using System.Globalization;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>What the client does over a real connection when the service says wait, in each of the forms in which it can say so.</summary>
public class RateLimitAnswerTests
{
    private static readonly DateTimeOffset ServiceTime = new(2026, 6, 5, 5, 59, 18, TimeSpan.Zero);

    [Theory]
    [InlineData(429, "Retry-After: 7", 7)]
    [InlineData(429, "Retry-After: 0", 1)]
    [InlineData(429, "Retry-After: Fri, 05 Jun 2026 06:00:00 GMT", 42)]
    [InlineData(429, "X-RateLimit-Reset: 1780639200", 42)]
    [InlineData(429, "X-RateLimit-Reset: 1780639200000", 42)]
    [InlineData(429, "X-RateLimit-Reset: 2026-06-05T06:00:00Z", 42)]
    [InlineData(429, "X-RateLimit-Reset: 2026-06-05T06:00:00.000+00:00", 42)]
    [InlineData(429, "X-RateLimit-Reset: 2026-06-05T06:00Z", 42)]
    [InlineData(429, "X-RateLimit-Reset: 42", 42)]
    [InlineData(503, "Retry-After: 7", 7)]
    [InlineData(503, "Retry-After: Fri, 05 Jun 2026 06:00:00 GMT", 42)]
    public async Task The_wait_is_as_long_as_the_service_asks_and_then_it_goes_on(int status, string header, int seconds)
    {
        var clock = new HurryingClock();
        // The date makes the wait the service's own: this machine's clock is elsewhere.
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(status, """{"code":429,"message":"Too many requests"}""", header, $"Date: {ServiceTime.ToString("r", CultureInfo.InvariantCulture)}"),
            e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        int attempts = await client.Accounts.DisableAsync("x");

        Assert.Equal(2, attempts);
        Assert.InRange(clock.Waits.Max(), TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds + 1));
        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds + 2));
    }

    [Fact]
    public async Task Retry_After_counts_before_the_reset()
    {
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(429, "", "Retry-After: 3", "X-RateLimit-Reset: 500"), e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        await client.Accounts.DisableAsync("x");

        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Without_a_word_on_how_long_the_waits_grow()
    {
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(429), e => e.ReplyAsync(429), e => e.ReplyAsync(429), e => e.ReplyAsync(429), e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        Assert.Equal(5, await client.Accounts.DisableAsync("x"));

        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(2 + 4 + 8 + 16 - 4), TimeSpan.FromSeconds(120));
    }

    [Theory]
    [InlineData("Retry-After: 0")]
    [InlineData("X-RateLimit-Reset: 2026-06-05T05:00Z")]
    [InlineData("Retry-After: Fri, 05 Jun 2026 05:00:00 GMT")]
    public async Task A_reset_that_has_passed_does_not_use_up_the_attempts_at_once(string header)
    {
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(
            e => e.ReplyAsync(429, "", header, $"Date: {ServiceTime.ToString("r", CultureInfo.InvariantCulture)}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);

        await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        // A window of a minute that is announced cut to the minute has passed by then.
        Assert.True(clock.Waited > TimeSpan.FromSeconds(60), clock.Waited.ToString());
    }

    [Theory]
    [InlineData("Retry-After: 901")]
    [InlineData("Retry-After: 86000")]
    [InlineData("X-RateLimit-Reset: 86000")]
    public async Task A_wait_longer_than_allowed_is_an_error_at_once(string header)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(429, "", header));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.RateLimited, error.Code);
        Assert.False(error.IsAmbiguous);
        Assert.Equal(1, error.Attempts);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429, "Retry-After: 31536000")]
    [InlineData(429, "Retry-After: 99999999999")]
    [InlineData(429, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData(429, "X-RateLimit-Reset: 253402300799")]
    [InlineData(429, "X-RateLimit-Reset: 999999999")]
    [InlineData(429, "X-RateLimit-Reset: 9999-12-31T23:59:59Z")]
    [InlineData(503, "Retry-After: 31536000")]
    [InlineData(204, "X-RateLimit-Reset: 9999-12-31T23:59:59Z", "X-RateLimit-Remaining: 0", "X-RateLimit-Limit: 100")]
    [InlineData(204, "X-RateLimit-Reset: 253402300799999", "X-RateLimit-Remaining: 0")]
    [InlineData(204, "X-RateLimit-Reset: 2027-01-01", "X-RateLimit-Remaining: 0")]
    public async Task One_absurd_header_does_not_block_the_key(int status, params string[] headers)
    {
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(status, "", headers), e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock);
        using AdminClient sameKey = ClientUnderTest.Of(server.Uri, clock: clock);

        Assert.Equal(status == 204 ? 1 : 2, await client.Accounts.DisableAsync("x"));
        Assert.Equal(1, await client.Accounts.DisableAsync("y"));
        Assert.Equal(1, await sameKey.Accounts.DisableAsync("z"));

        Assert.InRange(clock.Waited, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Null(client.WaitingUntil);
    }

    [Theory]
    [InlineData("Retry-After: 1")]
    [InlineData("X-RateLimit-Reset: 1")]
    public async Task A_wait_that_the_service_asks_for_is_no_attempt(string header)
    {
        int asked = 0;
        await using LoopbackServer server = LoopbackServer.Start(e => ++asked <= 15 ? e.ReplyAsync(429, "", header) : e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(16, await client.Accounts.DisableAsync("x"));
    }

    [Fact]
    public async Task What_creates_waits_for_the_limit_too()
    {
        int asked = 0;
        await using LoopbackServer server = LoopbackServer.Start(e => ++asked <= 9 ? e.ReplyAsync(429, "", "Retry-After: 1") : e.ReplyAsync(201));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        Assert.Equal(10, await client.Groups.CreateAsync("d", "g", null));
    }

    [Fact]
    public async Task All_waits_of_one_request_together_are_no_longer_than_allowed()
    {
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(429, "", "Retry-After: 10"));
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock, maxWait: TimeSpan.FromSeconds(60));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.DisableAsync("x"));

        Assert.Equal(ErrorCode.RateLimited, error.Code);
        Assert.False(error.IsAmbiguous);
        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task Failures_between_two_waits_are_attempts_as_ever()
    {
        int asked = 0;
        await using LoopbackServer server = LoopbackServer.Start(e => ++asked % 2 == 1 ? e.ReplyAsync(429, "", "Retry-After: 1") : e.ReplyAsync(502));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.Equal((ErrorCode.ServiceUnavailable, 14), (error.Code, error.Attempts));
    }

    [Theory]
    [InlineData("X-RateLimit-Remaining: 5")]
    [InlineData("X-RateLimit-Remaining: -5")]
    [InlineData("X-RateLimit-Remaining: many")]
    [InlineData("X-RateLimit-Reset: soon")]
    [InlineData("X-RateLimit-Reset: 9999-12-31T23:59:59Z")]
    [InlineData("X-RateLimit-Reset: 99999999999999999999999")]
    [InlineData("X-RateLimit-Limit: 9223372036854775807")]
    [InlineData("Retry-After: never")]
    public async Task A_senseless_header_does_no_harm(string header)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(204, "", header, "X-RateLimit-Remaining: 10"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        for (int i = 0; i < 3; i++)
            Assert.Equal(1, await client.Accounts.DisableAsync("x"));
    }

    [Fact]
    public async Task A_refusal_stops_every_client_with_the_same_key_and_no_other()
    {
        var clock = new ManualClock();
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(429, "", "Retry-After: 60"), e => e.ReplyAsync(200, """{"data":{"accountId":"fourth"}}"""));
        using AdminClient refused = ClientUnderTest.Of(server.Uri, clock: clock);
        using AdminClient sameKey = ClientUnderTest.Of(server.Uri, clock: clock);
        using AdminClient otherKey = ClientUnderTest.Of(server.Uri, ClientUnderTest.ShapelessKey, clock);

        Task<int> first = refused.Accounts.DisableAsync("first");
        await clock.WaitForTimersAsync(1);
        Task<int> second = sameKey.Accounts.DisableAsync("second");
        await clock.WaitForTimersAsync(2);
        await otherKey.Accounts.DisableAsync("third");
        await refused.Users.GetAsync("fourth");

        Assert.NotNull(refused.WaitingUntil);
        Assert.Equal(refused.WaitingUntil, sameKey.WaitingUntil);
        Assert.Null(otherKey.WaitingUntil);
        Assert.DoesNotContain(server.Requests, r => r.Target.Contains("second", StringComparison.Ordinal));
        Assert.Contains(server.Requests, r => r.Target.Contains("third", StringComparison.Ordinal));
        Assert.Contains(server.Requests, r => r.Target.Contains("fourth", StringComparison.Ordinal));

        clock.Advance(TimeSpan.FromSeconds(60));
        await Task.WhenAll(first, second);
        Assert.Null(refused.WaitingUntil);
    }

    [Fact]
    public async Task An_announced_limit_is_used_up_and_not_exceeded()
    {
        var window = new LoopbackWindow(limit: 10, TimeSpan.FromSeconds(60));
        var clock = new HurryingClock();
        await using LoopbackServer server = LoopbackServer.Start(e =>
        {
            (bool admitted, string[] headers) = window.Take(clock.GetUtcNow());
            return e.ReplyAsync(admitted ? 204 : 429, "", headers);
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri, clock: clock, throttleLimit: 1);

        for (int i = 0; i < 35; i++)
            Assert.Equal(1, await client.Accounts.DisableAsync("x"));

        Assert.Equal(35, server.Requests.Count);
    }

    [Fact]
    public async Task With_no_patience_at_all_what_the_limit_allows_still_goes_through()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(204));
        using AdminClient client = ClientUnderTest.Of(server.Uri, maxWait: TimeSpan.Zero);

        int[] attempts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => client.Accounts.DisableAsync($"x{i}")));

        Assert.All(attempts, a => Assert.Equal(1, a));
    }

    private sealed class LoopbackWindow(int limit, TimeSpan length)
    {
        private DateTimeOffset _end;
        private int _used;

        public (bool Admitted, string[] Headers) Take(DateTimeOffset now)
        {
            if (now >= _end)
            {
                _end = now + length;
                _used = 0;
            }

            _used++;
            return (_used <= limit,
            [
                $"X-RateLimit-Limit: {limit}",
                $"X-RateLimit-Remaining: {Math.Max(0, limit - _used)}",
                $"X-RateLimit-Reset: {_end.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}",
            ]);
        }
    }
}
