using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using AtlassianAdmin.Errors;

namespace AtlassianAdmin.Http;

/// <summary>
/// What the service still allows for one host, key and family. It counts what is in flight against what was announced,
/// stops for everyone when the service refuses, and opens again one request at a time.
/// </summary>
internal sealed class RateBudget
{
    private const int WidestOpening = 1024;
    private static readonly TimeSpan PublishedWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestUntoldPause = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private readonly int? _publishedLimit;
    private readonly Queue<DateTimeOffset> _recentStarts = new();
    private TaskCompletionSource<bool> _changed = NewSignal();

    private long _limit;
    private long _remaining;
    private DateTimeOffset? _resetAt;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _lastStart = DateTimeOffset.MinValue;
    private int _inFlight;
    private int _opening = 2;
    private int _refusalsInARow;

    /// <summary>Makes a budget.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="publishedLimit">Requests a minute that the vendor publishes; null for no published limit.</param>
    public RateBudget(TimeProvider clock, int? publishedLimit = null)
    {
        _clock = clock;
        _publishedLimit = publishedLimit;
    }

    /// <summary>Until when nothing may be sent; null when something may.</summary>
    public DateTimeOffset? WaitingUntil
    {
        get
        {
            lock (_gate)
            {
                DateTimeOffset now = _clock.GetUtcNow();
                DateTimeOffset until = _resetAt > now && _remaining - _inFlight <= 0 && _resetAt > _closedUntil ? _resetAt.Value : _closedUntil;
                return until > now ? until : null;
            }
        }
    }

    /// <summary>Waits until a request may be sent, and counts it.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.RateLimited"/> when the wait would be longer than allowed.</exception>
    public async Task StartAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        DateTimeOffset giveUp = _clock.GetUtcNow() + maxWait;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task changed;
            TimeSpan? wait;
            lock (_gate)
            {
                if (TryStart(_clock.GetUtcNow(), out wait))
                    return;
                changed = _changed.Task;
            }

            DateTimeOffset now = _clock.GetUtcNow();
            if (now >= giveUp || (wait is { } known && now + known > giveUp))
                throw new AdminException(ErrorCode.RateLimited, ("wait", $"{Math.Ceiling((wait ?? maxWait).TotalSeconds):0} s"));
            await WaitAsync(changed, wait ?? giveUp - now, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a request out of flight and learns from its reply.</summary>
    /// <param name="told">What the reply said; null when there was none.</param>
    public void Finish(RateLimitHeaders? told)
    {
        lock (_gate)
        {
            _inFlight--;
            if (told is not null)
                Learn(told, _clock.GetUtcNow());
            TaskCompletionSource<bool> changed = _changed;
            _changed = NewSignal();
            changed.SetResult(true);
        }
    }

    private bool TryStart(DateTimeOffset now, out TimeSpan? wait)
    {
        wait = null;
        if (_resetAt <= now)
        {
            // A new window, and nobody has told yet how wide it is: one request asks.
            _resetAt = null;
            _opening = 1;
        }

        if (_closedUntil > now)
        {
            wait = _closedUntil - now;
            return false;
        }

        if (_resetAt is { } reset)
        {
            // Whatever is in flight may not be counted in the announced number yet.
            long left = _remaining - _inFlight;
            if (left <= 0)
            {
                wait = _inFlight > 0 && _remaining > 0 ? null : reset - now;
                return false;
            }

            // The last tenth is spread over the rest of the window: others may be using the same key.
            if (_remaining * 10 <= _limit)
            {
                DateTimeOffset next = _lastStart + TimeSpan.FromTicks((reset - now).Ticks / (left + 1));
                if (next > now && next < reset)
                {
                    wait = next - now;
                    return false;
                }
            }
        }

        if (_inFlight >= _opening)
            return false;

        // Where the service announces nothing, the published limit is kept over any minute.
        if (_publishedLimit is { } published && _resetAt is null)
        {
            while (_recentStarts.Count > 0 && _recentStarts.Peek() + PublishedWindow <= now)
                _recentStarts.Dequeue();
            if (_recentStarts.Count >= published)
            {
                wait = _recentStarts.Peek() + PublishedWindow - now;
                return false;
            }

            _recentStarts.Enqueue(now);
        }

        _inFlight++;
        _lastStart = now;
        return true;
    }

    private void Learn(RateLimitHeaders told, DateTimeOffset now)
    {
        if (told.Refused)
            _refusalsInARow++;
        else
            _refusalsInARow = 0;

        if (told.Refused || told.Pause is not null)
        {
            TimeSpan pause = told.Pause ?? UntoldPause();
            DateTimeOffset until = now + (pause > ShortestPause ? pause : ShortestPause);
            if (until > _closedUntil)
                _closedUntil = until;
            _opening = 1;
            _resetAt = null;
            return;
        }

        if (told.Remaining is { } remaining && told.Reset is { } reset)
        {
            DateTimeOffset resetAt = now + reset;
            bool sameWindow = _resetAt is { } known && Math.Abs((resetAt - known).TotalSeconds) <= 2;
            bool older = _resetAt is { } current && !sameWindow && resetAt < current;
            if (!older)
            {
                // Replies overtake each other: within a window the smallest number is the newest.
                _remaining = sameWindow ? Math.Min(_remaining, remaining) : remaining;
                _resetAt = sameWindow ? _resetAt : resetAt;
                _limit = told.Limit ?? Math.Max(_limit, remaining);
            }
        }

        if (_opening < WidestOpening)
            _opening *= 2;
    }

    // Without a word on how long: 2 s, 4 s, 8 s, … and never more than a minute.
    private TimeSpan UntoldPause()
    {
        double seconds = Math.Pow(2, Math.Min(_refusalsInARow, 6));
        return seconds < LongestUntoldPause.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestUntoldPause;
    }

    private async Task WaitAsync(Task changed, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = _clock.Delay(longest < TimeSpan.FromHours(1) ? longest : TimeSpan.FromHours(1), stop.Token);
        await Task.WhenAny(changed, delay).ConfigureAwait(false);
        stop.Cancel();
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
