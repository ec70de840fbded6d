namespace AtlassianAdmin.Client.Http;

/// <summary>
/// What the service still allows for one host, key and family. It counts what is in flight against what was announced,
/// stops for everyone when the service refuses, and opens again one request at a time. It measures time from its own beginning:
/// a clock that somebody sets neither opens it early nor holds it up.
/// </summary>
internal sealed class RateBudget
{
    private const int WidestOpening = 1024;

    // As many as a connection has in flight by default.
    private const int FirstOpening = 8;

    private static readonly TimeSpan PublishedWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestUntoldPause = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly TimeProvider _clock;
    private readonly int? _publishedLimit;
    private readonly long _beginning;
    private readonly Queue<TimeSpan> _recentStarts = new();
    private TaskCompletionSource<bool>? _changed;

    // What was announced: how many are left until the window ends, by the service's clock (which names the window) and by ours.
    private long _limit;
    private long _remaining;
    private DateTimeOffset? _window;
    private TimeSpan? _resetAt;
    private long _heardUpTo;

    // What shows how long a window is: the longest time to its end, and the shortest between two ends.
    private TimeSpan _longestToEnd;
    private TimeSpan? _shortestApart;

    // Requests that ended without a word on the limit: the service may have counted them all the same.
    private long _untold;
    private long _untoldUpTo;

    private TimeSpan _closedUntil;
    private TimeSpan _lastStart = TimeSpan.MinValue;
    private long _started;
    private int _inFlight;
    private int _turnedAwayInARow;

    // How many may be in flight at once. A closing or a new window begins an era, and each answer of that era adds one; before the
    // first of them nothing stands against the default.
    private int _opening = 1;
    private long _generation;

    /// <summary>Makes a budget.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="publishedLimit">Requests a minute that the vendor publishes; null for no published limit.</param>
    public RateBudget(TimeProvider clock, int? publishedLimit = null)
    {
        _clock = clock;
        _beginning = clock.GetTimestamp();
        _publishedLimit = publishedLimit;
    }

    /// <summary>Until when nothing may be sent, by the clock on the wall; null when something may.</summary>
    public DateTimeOffset? WaitingUntil
    {
        get
        {
            lock (_gate)
            {
                TimeSpan now = Now;
                TimeSpan until = _resetAt > now && Left <= 0 && _resetAt > _closedUntil ? _resetAt.Value : _closedUntil;
                return until > now ? _clock.GetUtcNow() + (until - now) : null;
            }
        }
    }

    /// <summary>Why nothing, or little, is sent now, and until when; null when requests go out as they come.</summary>
    public RateWait? Wait
    {
        get
        {
            lock (_gate)
            {
                if (WaitingUntil is { } closed)
                    return new RateWait(closed, IsPaced: false);
                TimeSpan now = Now;
                TimeSpan? paced = _resetAt > now ? (IsLastTenth ? _resetAt : null) : now + OverPublishedLimit(now);
                return paced is { } until ? new RateWait(_clock.GetUtcNow() + (until - now), IsPaced: true) : null;
            }
        }
    }

    /// <summary>How many are allowed in a <see cref="Window"/>; null when not told.</summary>
    public long? Limit
    {
        get
        {
            lock (_gate)
                return _limit > 0 ? _limit : _publishedLimit;
        }
    }

    /// <summary>How long a window is, as far as the announced ends of windows have shown; a minute, as the vendor publishes, unless they show a longer one.</summary>
    public TimeSpan Window
    {
        get
        {
            lock (_gate)
            {
                if (_shortestApart >= _longestToEnd)
                    return _shortestApart.Value;
                return _longestToEnd > PublishedWindow ? _longestToEnd : PublishedWindow;
            }
        }
    }

    /// <summary>The time since the beginning, which nobody can set.</summary>
    private TimeSpan Now => _clock.GetElapsedTime(_beginning);

    // Whatever is in flight may not be counted in the announced number yet.
    private long Left => _remaining - _inFlight - _untold;

    private bool IsLastTenth => _remaining * 10 <= _limit;

    /// <summary>Waits until a request may be sent. It does not count it: <see cref="TryStart"/> does.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.RateLimited"/> when the wait would be longer than allowed.</exception>
    public async Task WaitAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        TimeSpan giveUp = Now + maxWait;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task changed;
            TimeSpan? wait;
            lock (_gate)
            {
                TimeSpan now = Now;
                if (Allows(now, out wait))
                    return;
                // Waiting for requests in flight is no wait for the limit: each of them ends.
                if (wait is { } known && now + known > giveUp)
                    throw new AdminException(ErrorCode.RateLimited, ("wait", $"{Math.Ceiling(known.TotalSeconds):0} s"));
                _changed ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }

            await WaitAsync(changed, wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Counts a request if it may be sent now.</summary>
    /// <param name="permit">What <see cref="Finish"/> wants to know about the request.</param>
    /// <param name="wait">When it may not: for how long; null when the next reply decides.</param>
    public bool TryStart(out RatePermit permit, out TimeSpan? wait)
    {
        lock (_gate)
        {
            permit = default;
            TimeSpan now = Now;
            if (!Allows(now, out wait))
                return false;
            if (_resetAt is null && _publishedLimit is not null)
                _recentStarts.Enqueue(now);
            _inFlight++;
            _lastStart = now;
            permit = new RatePermit(++_started, _generation);
            return true;
        }
    }

    /// <summary>Takes a request out of flight and learns from its reply.</summary>
    /// <param name="permit">What the start of the request returned.</param>
    /// <param name="told">What the reply said; null when there was none.</param>
    public void Finish(RatePermit permit, RateLimitHeaders? told)
    {
        lock (_gate)
        {
            _inFlight--;
            if (told is null or { Failed: true, Remaining: null })
            {
                _untold++;
                _untoldUpTo = _started;
            }

            if (told is not null)
                Learn(permit, told, Now);
            _changed?.SetResult(true);
            _changed = null;
        }
    }

    private bool Allows(TimeSpan now, out TimeSpan? wait)
    {
        wait = null;
        if (_resetAt <= now)
        {
            // A new window, and nobody has told yet how wide it is: one request asks.
            _resetAt = null;
            _untold = 0;
            BeginEra();
        }

        if (_closedUntil > now)
        {
            wait = _closedUntil - now;
            return false;
        }

        if (_resetAt is { } reset)
        {
            long left = Left;
            if (left <= 0)
            {
                wait = _inFlight > 0 && _remaining > _untold ? null : reset - now;
                return false;
            }

            // The last tenth is spread over the rest of the window: others may be using the same key.
            if (IsLastTenth)
            {
                TimeSpan next = _lastStart + TimeSpan.FromTicks((reset - now).Ticks / (left + 1));
                if (next > now && next < reset)
                {
                    wait = next - now;
                    return false;
                }
            }
        }

        if (_inFlight >= _opening)
            return false;
        wait = _resetAt is null ? OverPublishedLimit(now) : null;
        return wait is null;
    }

    /// <summary>Where the service announces nothing, the published limit is kept over any minute.</summary>
    private TimeSpan? OverPublishedLimit(TimeSpan now)
    {
        while (_recentStarts.Count > 0 && _recentStarts.Peek() + PublishedWindow <= now)
            _recentStarts.Dequeue();
        return _recentStarts.Count >= _publishedLimit ? _recentStarts.Peek() + PublishedWindow - now : null;
    }

    private void Learn(RatePermit permit, RateLimitHeaders told, TimeSpan now)
    {
        // Replies overtake each other: one to a request of an earlier era says nothing about this one.
        bool current = permit.WindowGeneration == _generation;
        if (told.Refused || told.Pause is not null)
        {
            Close(told, current, now);
            return;
        }

        if (told.Remaining is not null && told.Window is not null)
            Announce(permit, told, current, now);
        if (!current)
            return;
        _turnedAwayInARow = 0;
        if (!told.Failed && _opening < WidestOpening)
            _opening = _generation == 0 && _opening < FirstOpening ? FirstOpening : _opening + 1;
    }

    private void Close(RateLimitHeaders told, bool current, TimeSpan now)
    {
        if (current)
            _turnedAwayInARow++;
        else if (told.Pause is null)
            return;

        // Told or not, it gets longer each time: some services name a moment that has passed.
        TimeSpan pause = told.Pause ?? Doubled(_turnedAwayInARow);
        TimeSpan shortest = current ? Doubled(_turnedAwayInARow - 1) : ShortestPause;
        TimeSpan until = now + (pause > shortest ? pause : shortest);
        if (!current && until <= _closedUntil)
            return;
        if (until > _closedUntil)
            _closedUntil = until;
        _resetAt = null;
        BeginEra();
    }

    private void Announce(RatePermit permit, RateLimitHeaders told, bool current, TimeSpan now)
    {
        DateTimeOffset window = told.Window!.Value;
        TimeSpan apart = window - (_window ?? DateTimeOffset.MinValue);
        // An earlier window than the known one is a straggler's, or was reckoned by a clock that has been set back since.
        bool setBack = apart < -told.WindowTolerance;
        if (setBack && !(current && _resetAt is null))
            return;

        TimeSpan resetAt = now + (told.Reset > TimeSpan.Zero ? told.Reset.Value : ShortestPause);
        if (_window is not null && apart > told.WindowTolerance && (_shortestApart is null || apart < _shortestApart))
            _shortestApart = apart;
        if (told.ToEnd > _longestToEnd)
            _longestToEnd = told.ToEnd.Value;
        if (apart > TimeSpan.Zero || setBack)
            _window = window;
        if (apart > told.WindowTolerance)
        {
            _remaining = told.Remaining!.Value;
            _resetAt = resetAt;
        }
        else if (_resetAt is { } known)
        {
            // Within a window the smallest number is the newest, unless the request began after the last word was heard;
            // and the earliest end was told with the least delay.
            _remaining = permit.Number > _heardUpTo ? told.Remaining!.Value : Math.Min(_remaining, told.Remaining!.Value);
            if (apart > TimeSpan.Zero || (apart == TimeSpan.Zero && resetAt < known))
                _resetAt = resetAt;
        }
        else if (current)
        {
            _remaining = told.Remaining!.Value;
            _resetAt = resetAt;
        }
        else
        {
            return;
        }

        _heardUpTo = _started;
        _limit = told.Limit ?? Math.Max(_limit, _remaining);
        if (permit.Number > _untoldUpTo)
            _untold = 0;
    }

    private void BeginEra()
    {
        _generation++;
        _opening = 1;
    }

    // 1 s, 2 s, 4 s, 8 s, … and never more than a minute.
    private static TimeSpan Doubled(int times)
    {
        double seconds = Math.Pow(2, Math.Min(times, 6));
        return seconds < LongestUntoldPause.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestUntoldPause;
    }

    private async Task WaitAsync(Task changed, TimeSpan? longest, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan bound = longest is null ? Timeout.InfiniteTimeSpan : longest < TimeSpan.FromHours(1) ? longest.Value : TimeSpan.FromHours(1);
        Task delay = _clock.Delay(bound, stop.Token);
        await Task.WhenAny(changed, delay).ConfigureAwait(false);
        stop.Cancel();
    }
}
