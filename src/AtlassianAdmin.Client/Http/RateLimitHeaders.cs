using System.Globalization;
using System.Net.Http;

namespace AtlassianAdmin.Client.Http;

/// <summary>What a reply says about the limit, in whichever form it says it.</summary>
internal sealed class RateLimitHeaders
{
    // An epoch in seconds is far above any plausible number of seconds to wait.
    private const long SmallestEpoch = 1_000_000_000;

    // No limit counts over more than a day. Whoever believed more would not ask again for as long as the process lives.
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private RateLimitHeaders()
    {
    }

    /// <summary>Requests allowed in the window; null when not told.</summary>
    public long? Limit { get; private init; }

    /// <summary>Requests left in the window; null when not told.</summary>
    public long? Remaining { get; private init; }

    /// <summary>Time until the window begins anew; null when not told. Measured by the service's own clock where it is told.</summary>
    public TimeSpan? Reset { get; private init; }

    /// <summary>The same without the margin that a rounded time needs.</summary>
    public TimeSpan? ToEnd { get; private init; }

    /// <summary>The end of the window by the service's own clock, which tells windows apart; null when not told.</summary>
    public DateTimeOffset? Window { get; private init; }

    /// <summary>How far two tellings of one window's end may lie apart: told as a number of seconds, it is rounded twice.</summary>
    public TimeSpan WindowTolerance { get; private init; }

    /// <summary>How long the service asks to stay away; null when it does not ask, or asks without saying how long.</summary>
    public TimeSpan? Pause { get; private init; }

    /// <summary>True when the request was refused for the limit (429).</summary>
    public bool Refused { get; private init; }

    /// <summary>True when the service, or something before it, could not serve the request (5xx).</summary>
    public bool Failed { get; private init; }

    public static RateLimitHeaders Read(HttpResponseMessage reply, TimeProvider clock)
    {
        bool refused = (int)reply.StatusCode == 429;
        string? told = First(reply, "X-RateLimit-Reset");
        if (told is null && reply.Headers.RetryAfter is null)
        {
            return new RateLimitHeaders
            {
                Limit = ReadNumber(First(reply, "X-RateLimit-Limit")),
                Remaining = ReadNumber(First(reply, "X-RateLimit-Remaining")),
                Refused = refused,
                Failed = (int)reply.StatusCode >= 500,
            };
        }

        // A machine with a wrong clock still waits the right time.
        DateTimeOffset now = reply.Headers.Date ?? clock.GetUtcNow();
        DateTimeOffset? window = ReadReset(told, now, out bool rounded);
        // What is told to the second or to the millisecond may be cut there, and who comes a moment early is refused.
        TimeSpan margin = rounded || window?.UtcTicks % TimeSpan.TicksPerSecond == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(1);
        TimeSpan? reset = Bounded(window - now + margin);
        if (reset is null)
            window = null;
        TimeSpan? retryAfter = reply.Headers.RetryAfter is { } header
            ? Bounded(header.Delta ?? (header.Date - now))
            : null;
        bool stayAway = refused || ((int)reply.StatusCode == 503 && retryAfter is not null);
        return new RateLimitHeaders
        {
            Limit = ReadNumber(First(reply, "X-RateLimit-Limit")),
            Remaining = ReadNumber(First(reply, "X-RateLimit-Remaining")),
            Reset = reset,
            ToEnd = window - now,
            Window = window,
            WindowTolerance = rounded ? TimeSpan.FromSeconds(1) : TimeSpan.Zero,
            Refused = refused,
            Failed = (int)reply.StatusCode >= 500,
            Pause = stayAway ? retryAfter ?? reset : null,
        };
    }

    private static DateTimeOffset? ReadReset(string? value, DateTimeOffset now, out bool rounded)
    {
        rounded = false;
        if (value is null)
            return null;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            rounded = number < SmallestEpoch;
            return number switch
            {
                // Some gateways count in milliseconds.
                >= SmallestEpoch * 1000 => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(number, 253402300799999)),
                >= SmallestEpoch => DateTimeOffset.FromUnixTimeSeconds(Math.Min(number, 253402300799)),
                // By the service's own clock, which may stand at the end of all time.
                _ => number <= (DateTimeOffset.MaxValue - now).TotalSeconds ? now.AddSeconds(number) : null,
            };
        }

        // To the second, or to the minute only ("2026-06-05T06:00Z"). .NET alone would take "4.2" for a day in April.
        return value.Length >= 10 && value[4] == '-' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
    }

    private static long? ReadNumber(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string? First(HttpResponseMessage reply, string name) =>
        reply.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault()?.Trim() : null;

    /// <summary>The time from now on; null when it is longer than anybody would have meant.</summary>
    private static TimeSpan? Bounded(TimeSpan? time) => time < TimeSpan.Zero ? TimeSpan.Zero : time > LongestWindow ? null : time;
}
