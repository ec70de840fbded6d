using System.Globalization;
using System.Net;
using System.Net.Http;

namespace AtlassianAdmin.Client.Tests.Http.RateLimits;

/// <summary>How a service counts.</summary>
public enum Counting
{
    /// <summary>Windows that follow each other by the clock.</summary>
    ByTheClock,

    /// <summary>A window begins with the first request after the last one ended.</summary>
    FromTheFirstRequest,

    /// <summary>At no moment more than so many in the time before it; the reset is when the oldest leaves.</summary>
    Sliding,
}

/// <summary>How a service tells the end of its window.</summary>
public enum Telling
{
    /// <summary>2026-06-05T06:00:00Z, cut to the second.</summary>
    IsoSecond,

    /// <summary>With milliseconds.</summary>
    IsoMillisecond,

    /// <summary>2026-06-05T06:00Z; only windows that end on a minute can be told so.</summary>
    IsoMinute,

    /// <summary>Seconds since 1970, cut.</summary>
    EpochSecond,

    /// <summary>Milliseconds since 1970, cut.</summary>
    EpochMillisecond,

    /// <summary>Seconds from now, rounded up.</summary>
    Seconds,
}

/// <summary>A service that allows so many requests in a window and says so, in simulated time.</summary>
internal sealed class SimulatedLimit(int limit, TimeSpan length, Counting counting, Telling telling, bool datesItsReplies, bool saysRetryAfter)
{
    private readonly Queue<DateTimeOffset> _recent = new();
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private int _used;

    /// <summary>Requests that were refused.</summary>
    public int Refusals { get; private set; }

    /// <summary>Requests that were let in.</summary>
    public int Admitted { get; private set; }

    /// <summary>Counts a request and answers it.</summary>
    public HttpResponseMessage Answer(DateTimeOffset now)
    {
        bool admitted = counting == Counting.Sliding ? TakeSliding(now) : TakeFixed(now);
        if (admitted)
            Admitted++;
        else
            Refusals++;
        var reply = new HttpResponseMessage(admitted ? HttpStatusCode.NoContent : HttpStatusCode.TooManyRequests);
        reply.Headers.Add("X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture));
        reply.Headers.Add("X-RateLimit-Remaining", Math.Max(0, limit - _used).ToString(CultureInfo.InvariantCulture));
        reply.Headers.Add("X-RateLimit-Reset", Tell(now));
        if (datesItsReplies)
            reply.Headers.Date = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        if (!admitted && saysRetryAfter)
            reply.Headers.Add("Retry-After", Math.Ceiling((_end - now).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return reply;
    }

    private bool TakeFixed(DateTimeOffset now)
    {
        if (now >= _end)
        {
            _used = 0;
            _end = counting == Counting.ByTheClock
                ? new DateTimeOffset(((now.Ticks / length.Ticks) + 1) * length.Ticks, TimeSpan.Zero)
                : now + length;
        }

        _used++;
        return _used <= limit;
    }

    private bool TakeSliding(DateTimeOffset now)
    {
        while (_recent.Count > 0 && _recent.Peek() + length <= now)
            _recent.Dequeue();
        bool admitted = _recent.Count < limit;
        if (admitted)
            _recent.Enqueue(now);
        _used = _recent.Count;
        _end = _recent.Peek() + length;
        return admitted;
    }

    private string Tell(DateTimeOffset now) => telling switch
    {
        Telling.IsoSecond => _end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Telling.IsoMillisecond => _end.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Telling.IsoMinute => _end.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
        Telling.EpochSecond => _end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        Telling.EpochMillisecond => _end.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => Math.Ceiling((_end - now).TotalSeconds).ToString(CultureInfo.InvariantCulture),
    };
}
