namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>Time that moves only when the director moves it.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private readonly object _sync = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (DateTimeOffset, long)> _due = new();
    private DateTimeOffset _now = Beginning;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How much time has passed.</summary>
    public TimeSpan Passed => GetUtcNow() - Beginning;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_sync)
            return _now;
    }

    public override long GetTimestamp() => Passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Does something later.</summary>
    public void After(TimeSpan delay, Action action) => CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Moves on to the next timer, and fires it.</summary>
    /// <param name="within">How far at most; the time moves so far where no timer falls due before.</param>
    /// <returns>False when none fell due.</returns>
    public bool Advance(TimeSpan within)
    {
        VirtualTimer? timer = MoveToNext(within);
        timer?.Fire();
        return timer is not null;
    }

    private VirtualTimer? MoveToNext(TimeSpan within)
    {
        lock (_sync)
        {
            DateTimeOffset end = within < DateTimeOffset.MaxValue - _now ? _now + within : DateTimeOffset.MaxValue;
            while (_due.TryPeek(out (VirtualTimer Timer, long Version) next, out (DateTimeOffset Time, long) due))
            {
                if (next.Timer.Version == next.Version && due.Time > end)
                    break;
                _due.Dequeue();
                if (next.Timer.Version != next.Version)
                    continue;
                if (due.Time > _now)
                    _now = due.Time;
                next.Timer.Version++;
                return next.Timer;
            }

            if (end < DateTimeOffset.MaxValue)
                _now = end;
            return null;
        }
    }

    /// <summary>Whoever waited is dead.</summary>
    public void Forget()
    {
        lock (_sync)
            _due.Clear();
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>Changes with whatever becomes of it: what was due before is not any more.</summary>
        public long Version { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._sync)
            {
                Version++;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock._due.Enqueue((this, Version), (clock._now + dueTime, clock._order++));
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._sync)
                Version++;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
