using System.Globalization;
using System.Net;
using System.Net.Http;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Clocks;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>The laws of the limiter one by one, where a picture says more than a thousand scenarios.</summary>
public class RateBudgetTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ManualClock _clock = new();
    private readonly RateBudget _budget;

    public RateBudgetTests() => _budget = new RateBudget(_clock);

    [Fact]
    public void A_service_that_has_refused_nothing_is_asked_once_and_then_as_much_as_by_default()
    {
        RatePermit first = Start();
        Assert.Null(TryStart());
        _budget.Finish(first, Reported(204));

        List<RatePermit> flock = StartAll();
        Assert.Equal(8, flock.Count);
        Assert.Null(TryStart());
        flock.ForEach(p => _budget.Finish(p, Reported(204)));
        Assert.Equal(16, StartAll().Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public void A_first_request_that_fails_opens_nothing(int status)
    {
        _budget.Finish(Start(), Reported(status));
        Start();
        Assert.Null(TryStart());
    }

    [Fact]
    public void Of_what_the_first_answer_announces_no_more_is_started()
    {
        _budget.Finish(Start(), Reported(204, ["X-RateLimit-Limit: 10", .. Left(3)]));
        Assert.Equal(3, StartAll().Count);
    }

    [Fact]
    public void A_service_that_has_refused_and_names_no_limit_is_probed_gently()
    {
        _budget.Finish(Start(), Reported(204));
        _budget.Finish(Start(), Reported(429, "Retry-After: 2"));
        _clock.Advance(TimeSpan.FromSeconds(2));

        RatePermit first = Start();
        Assert.Null(TryStart());
        _budget.Finish(first, Reported(204));

        List<RatePermit> two = [Start(), Start()];
        Assert.Null(TryStart());
        two.ForEach(p => _budget.Finish(p, Reported(204)));

        Assert.Equal(4, StartAll().Count);
    }

    [Fact]
    public void What_is_in_flight_counts_against_what_was_announced()
    {
        Open(20);
        Announce(limit: 20, remaining: 5);

        Assert.Equal(5, StartAll().Count);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(61), _budget.WaitingUntil);
    }

    [Fact]
    public void A_reply_that_was_overtaken_does_not_raise_what_is_left()
    {
        Open(20);
        RatePermit late = Start();
        RatePermit early = Start();
        _budget.Finish(early, Reported(204, Left(3)));
        _budget.Finish(late, Reported(204, Left(4)));

        Assert.Equal(3, StartAll().Count);
    }

    [Fact]
    public void A_reply_of_the_last_window_says_nothing_about_this_one()
    {
        Open(20);
        RatePermit straggler = Start();
        Announce(limit: 10, remaining: 0);
        _clock.Advance(TimeSpan.FromSeconds(62));

        // The straggler may be the one that asks, so nobody else does.
        Assert.Null(TryStart());
        _budget.Finish(straggler, Reported(204, Left(8, windowEnds: 60, at: 0)));
        RatePermit probe = Start();
        Assert.Null(TryStart());
        _budget.Finish(probe, Reported(204, Left(3, windowEnds: 120)));
        RatePermit second = Start();
        RatePermit third = Start();
        Assert.Null(TryStart());
        _budget.Finish(second, Reported(204, Left(2, windowEnds: 120)));
        _budget.Finish(third, Reported(204, Left(9, windowEnds: 60, at: 0)));

        Assert.Equal(2, StartAll().Count);
    }

    [Fact]
    public void A_lost_answer_counts_as_used()
    {
        Open(20);
        Announce(limit: 20, remaining: 5);
        _budget.Finish(Start(), told: null);
        _budget.Finish(Start(), told: Reported(502));

        Assert.Equal(3, StartAll().Count);
    }

    [Fact]
    public void One_refusal_stops_everyone_and_then_one_asks()
    {
        Open(20);
        List<RatePermit> inFlight = StartAll();
        _budget.Finish(inFlight[0], Reported(429, "Retry-After: 60"));

        Assert.Equal(TimeSpan.FromSeconds(60), TryStart());
        Assert.Equal(_clock.GetUtcNow().AddSeconds(60), _budget.WaitingUntil);

        // Those that were on their way answer well: that proves nothing about after the refusal.
        inFlight.Skip(1).ToList().ForEach(p => _budget.Finish(p, Reported(204)));
        Assert.Equal(TimeSpan.FromSeconds(60), TryStart());
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Single(StartAll());
    }

    [Fact]
    public void A_flock_of_refusals_is_one_refusal()
    {
        Open(10);
        List<RatePermit> flock = StartAll();
        flock.ForEach(p => _budget.Finish(p, Reported(429)));

        // Without a word on how long: 2 s for the first, not 2 to the tenth.
        Assert.Equal(TimeSpan.FromSeconds(2), TryStart());
    }

    [Fact]
    public void The_longest_wait_of_a_flock_is_kept()
    {
        Open(3);
        List<RatePermit> flock = StartAll();
        _budget.Finish(flock[0], Reported(429, "Retry-After: 10"));
        _budget.Finish(flock[1], Reported(429, "Retry-After: 30"));
        _budget.Finish(flock[2], Reported(429, "Retry-After: 20"));

        Assert.Equal(TimeSpan.FromSeconds(30), TryStart());
    }

    [Fact]
    public void Untold_waits_double_and_stay_under_a_minute_and_begin_anew_after_a_success()
    {
        List<double> waits = [];
        for (int i = 0; i < 8; i++)
        {
            _budget.Finish(Start(), Reported(429));
            TimeSpan wait = TryStart()!.Value;
            waits.Add(wait.TotalSeconds);
            _clock.Advance(wait);
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60], waits);
        _budget.Finish(Start(), Reported(204));
        _budget.Finish(Start(), Reported(429));
        Assert.Equal(TimeSpan.FromSeconds(2), TryStart());
    }

    [Fact]
    public void The_last_tenth_is_spread_over_the_rest_of_the_window()
    {
        Open(20);
        Announce(limit: 100, remaining: 9);

        int sent = 0;
        for (int second = 0; second < 59; second++)
        {
            while (TryStartNow() is { } permit)
            {
                _budget.Finish(permit, Reported(204, Left(9 - ++sent)));
                Assert.True(sent <= 2 + (second / 4), $"{sent} in {second} s");
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(9, sent);
    }

    [Fact]
    public async Task Who_would_wait_longer_than_allowed_is_told_at_once()
    {
        _budget.Finish(Start(), Reported(429, "Retry-After: 60"));

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => _budget.WaitAsync(TimeSpan.FromSeconds(59), None));

        Assert.Equal(ErrorCode.RateLimited, error.Code);
        Assert.Contains("(60 s)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_wait_waits_and_goes()
    {
        _budget.Finish(Start(), Reported(429, "Retry-After: 60"));
        Task waiting = _budget.WaitAsync(TimeSpan.FromSeconds(60), None);
        await _clock.WaitForTimersAsync(1);

        _clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        await waiting;
        _budget.Finish(Start(), Reported(204));
    }

    [Fact]
    public async Task Who_waits_is_told_when_the_wait_grows_too_long()
    {
        RatePermit straggler = Start();
        Task waiting = _budget.WaitAsync(TimeSpan.FromSeconds(60), None);

        _budget.Finish(straggler, Reported(429, "Retry-After: 61"));

        Assert.Equal(ErrorCode.RateLimited, (await Assert.ThrowsAsync<AdminException>(() => waiting)).Code);
    }

    [Fact]
    public async Task Who_waits_can_stop()
    {
        using var stop = new CancellationTokenSource();
        _budget.Finish(Start(), Reported(429, "Retry-After: 60"));
        Task waiting = _budget.WaitAsync(TimeSpan.FromSeconds(60), stop.Token);
        await _clock.WaitForTimersAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Single(StartAll());
    }

    [Fact]
    public async Task A_finished_request_lets_the_next_one_go()
    {
        RatePermit first = Start();
        Task waiting = _budget.WaitAsync(TimeSpan.Zero, None);
        Assert.False(waiting.IsCompleted);

        _budget.Finish(first, Reported(204));
        await waiting;

        Assert.NotNull(TryStartNow());
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(86400)]
    public async Task A_clock_that_is_set_neither_opens_early_nor_stalls(int seconds)
    {
        _budget.Finish(Start(), Reported(429, "Retry-After: 60"));
        Task waiting = _budget.WaitAsync(TimeSpan.FromSeconds(60), None);
        await _clock.WaitForTimersAsync(1);

        _clock.Set(TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromSeconds(60), TryStart());
        Assert.Equal(_clock.GetUtcNow().AddSeconds(60), _budget.WaitingUntil);
        _clock.Advance(TimeSpan.FromSeconds(60));

        await waiting;
        Assert.Null(_budget.WaitingUntil);
        Assert.NotNull(TryStartNow());
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(11, null)]
    [InlineData(10, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void A_wait_says_whether_little_is_sent_or_nothing(int remaining, bool? isPaced)
    {
        Assert.Null(_budget.Wait);
        Open(20);
        Announce(limit: 100, remaining);

        Assert.Equal(isPaced is { } paced ? new RateWait(_clock.GetUtcNow().AddSeconds(61), paced) : null, _budget.Wait);
    }

    [Fact]
    public void A_published_limit_that_is_used_up_is_paced_until_the_next_may_go()
    {
        var budget = new RateBudget(_clock, publishedLimit: 1);
        Assert.Null(budget.Wait);
        Assert.True(budget.TryStart(out RatePermit permit, out _));
        budget.Finish(permit, Reported(200));
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(new RateWait(_clock.GetUtcNow().AddSeconds(40), IsPaced: true), budget.Wait);
        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(budget.Wait);
    }

    [Fact]
    public void A_published_limit_is_kept_over_a_minute_by_no_clock_on_the_wall()
    {
        var budget = new RateBudget(_clock, publishedLimit: 2);
        for (int i = 0; i < 2; i++)
        {
            Assert.True(budget.TryStart(out RatePermit permit, out _));
            budget.Finish(permit, Reported(200));
        }

        _clock.Set(TimeSpan.FromDays(1));
        Assert.False(budget.TryStart(out _, out TimeSpan? wait));

        Assert.Equal(TimeSpan.FromMinutes(1), wait);
    }

    [Fact]
    public void Windows_reckoned_by_this_machine_are_heard_again_after_its_clock_was_set_back()
    {
        // Seconds from now and no date: the window's end is known by this machine's clock alone.
        string[] told = ["X-RateLimit-Reset: 60", "X-RateLimit-Limit: 20"];
        Open(20);
        _budget.Finish(Start(), Reported(204, [.. told, "X-RateLimit-Remaining: 0"]));
        _clock.Set(TimeSpan.FromHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(62));

        _budget.Finish(Start(), Reported(204, [.. told, "X-RateLimit-Remaining: 0"]));

        Assert.Equal(TimeSpan.FromSeconds(61), TryStart());
    }

    [Fact]
    public void A_window_is_a_minute_until_the_service_shows_a_longer_one()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), _budget.Window);

        // Half a minute before its end, nobody can tell how long it is.
        _clock.Advance(TimeSpan.FromSeconds(30));
        Announce(limit: 60, remaining: 50);
        Assert.Equal(TimeSpan.FromMinutes(1), _budget.Window);

        _clock.Advance(TimeSpan.FromSeconds(40));
        _budget.Finish(Start(), Reported(204, Left(49, windowEnds: 60 + 3600)));
        Assert.Equal(TimeSpan.FromHours(1), _budget.Window);
    }

    [Fact]
    public void The_ends_of_two_windows_show_how_long_they_are_also_where_they_are_short()
    {
        _budget.Finish(Start(), Reported(204, Left(5, windowEnds: 10)));
        _clock.Advance(TimeSpan.FromSeconds(12));
        _budget.Finish(Start(), Reported(204, Left(5, windowEnds: 20)));

        Assert.Equal(TimeSpan.FromSeconds(10), _budget.Window);
    }

    [Fact]
    public void A_window_that_nobody_used_is_not_counted_into_the_length()
    {
        _budget.Finish(Start(), Reported(204, Left(5, windowEnds: 10)));
        _clock.Advance(TimeSpan.FromSeconds(12));
        _budget.Finish(Start(), Reported(204, Left(5, windowEnds: 20)));
        _clock.Advance(TimeSpan.FromSeconds(40));
        _budget.Finish(Start(), Reported(204, Left(5, windowEnds: 60)));

        Assert.Equal(TimeSpan.FromSeconds(10), _budget.Window);
    }

    [Fact]
    public void An_end_that_moves_with_each_reply_is_no_short_window()
    {
        for (int i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _budget.Finish(Start(), Reported(204, Left(500, windowEnds: i + 1 + 120)));
        }

        Assert.Equal(TimeSpan.FromMinutes(2), _budget.Window);
    }

    [Fact]
    public async Task Each_key_host_and_family_has_its_own_budget_for_the_whole_process()
    {
        using ApiKey key = ClientUnderTest.Key("one-key");
        using ApiKey same = ClientUnderTest.Key("one-key");
        using ApiKey other = ClientUnderTest.Key("other-key");
        var host = new Uri("https://one.example.com/");
        RateBudget budget = RateBudgets.For(host, key, ApiFamily.Organization, _clock);

        Assert.Same(budget, await Task.Run(() => RateBudgets.For(new Uri("https://ONE.example.com:443/path"), same, ApiFamily.Organization, _clock)));
        Assert.NotSame(budget, RateBudgets.For(host, other, ApiFamily.Organization, _clock));
        Assert.NotSame(budget, RateBudgets.For(host, key, ApiFamily.UserManagement, _clock));
        Assert.NotSame(budget, RateBudgets.For(new Uri("https://two.example.com/"), key, ApiFamily.Organization, _clock));
        Assert.NotSame(budget, RateBudgets.For(new Uri("https://one.example.com:8443/"), key, ApiFamily.Organization, _clock));
    }

    /// <summary>Answers well until so many may be in flight.</summary>
    private void Open(int width)
    {
        for (int i = 1; i < width; i++)
            _budget.Finish(Start(), Reported(204));
    }

    private void Announce(int limit, int remaining) => _budget.Finish(Start(), Reported(204, [$"X-RateLimit-Limit: {limit}", .. Left(remaining)]));

    private RatePermit Start() => TryStartNow() ?? throw new InvalidOperationException("It may not start.");

    private RatePermit? TryStartNow() => _budget.TryStart(out RatePermit permit, out _) ? permit : null;

    /// <summary>How long it would have to wait; null for until the next reply.</summary>
    private TimeSpan? TryStart()
    {
        Assert.False(_budget.TryStart(out _, out TimeSpan? wait));
        return wait;
    }

    private List<RatePermit> StartAll()
    {
        List<RatePermit> started = [];
        while (TryStartNow() is { } permit)
            started.Add(permit);
        return started;
    }

    private string[] Left(int remaining, int windowEnds = 60, int? at = null)
    {
        DateTimeOffset beginning = new ManualClock().GetUtcNow();
        DateTimeOffset now = at is { } seconds ? beginning.AddSeconds(seconds) : _clock.GetUtcNow();
        return
        [
            $"X-RateLimit-Remaining: {remaining}",
            $"X-RateLimit-Reset: {beginning.AddSeconds(windowEnds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
            $"Date: {now.ToString("r", CultureInfo.InvariantCulture)}",
        ];
    }

    private RateLimitHeaders Reported(int status, params string[] headers)
    {
        using var reply = new HttpResponseMessage((HttpStatusCode)status);
        foreach (string header in headers)
            reply.Headers.TryAddWithoutValidation(header.Split(':', 2)[0], header.Split(':', 2)[1]);
        return RateLimitHeaders.Read(reply, _clock);
    }
}
