using System.Diagnostics;

namespace AtlassianAdmin.Client.Tests.Clocks;

/// <summary>Time that jumps to the end of whatever is waited for, so that back-off costs a test nothing.</summary>
internal sealed class HurryingClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _ahead;

    /// <summary>Every wait that was asked for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    /// <summary>All that was waited.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Waits.Sum(w => w.Ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return DateTimeOffset.UtcNow + _ahead;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return (Stopwatch.GetElapsedTime(0) + _ahead).Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HurriedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Skip(TimeSpan wait)
    {
        lock (_gate)
        {
            _waits.Add(wait);
            _ahead += wait;
        }
    }

    private sealed class HurriedTimer(HurryingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            clock.Skip(dueTime);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (!_disposed)
                    callback(state);
            });
            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
