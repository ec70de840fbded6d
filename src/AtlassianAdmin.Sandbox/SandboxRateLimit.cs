using System;
using System.Collections.Generic;
using System.Globalization;

namespace AtlassianAdmin.Sandbox;

/// <summary>A fixed window of a minute for each API, beginning with its first request.</summary>
internal sealed class SandboxRateLimit
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private readonly int? _limit;
    private readonly bool _sendsRetryAfter;
    private readonly TimeProvider _clock;

    public SandboxRateLimit(SandboxOptions options, TimeProvider clock)
    {
        _limit = options.RateLimit;
        _sendsRetryAfter = options.SendsRetryAfter;
        _clock = clock;
    }

    /// <summary>Counts a request, adds the headers that announce the limit, and tells whether the request may pass.</summary>
    public bool TryTake(string api, List<KeyValuePair<string, string>> headers)
    {
        if (_limit is not { } limit)
            return true;
        DateTimeOffset now = _clock.GetUtcNow();
        int used;
        DateTimeOffset end;
        lock (_gate)
        {
            if (!_windows.TryGetValue(api, out Window window) || window.End <= now)
                window = new Window(EndOfWindow(now), 0);
            used = window.Used + 1;
            end = window.End;
            _windows[api] = new Window(end, Math.Min(used, limit));
        }

        Add(headers, "X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture));
        Add(headers, "X-RateLimit-Remaining", Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture));
        Add(headers, "X-RateLimit-Reset", end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (used <= limit)
            return true;
        if (_sendsRetryAfter)
            Add(headers, "Retry-After", Math.Ceiling((end - now).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return false;
    }

    /// <summary>The reset is announced to the second: the window ends on a whole one, so that the announcement is true.</summary>
    private static DateTimeOffset EndOfWindow(DateTimeOffset start)
    {
        DateTimeOffset end = start.AddMinutes(1);
        long rest = end.UtcTicks % TimeSpan.TicksPerSecond;
        return rest == 0 ? end : end.AddTicks(TimeSpan.TicksPerSecond - rest);
    }

    private static void Add(List<KeyValuePair<string, string>> headers, string name, string value) =>
        headers.Add(new KeyValuePair<string, string>(name, value));

    private readonly struct Window(DateTimeOffset end, int used)
    {
        public DateTimeOffset End { get; } = end;

        public int Used { get; } = used;
    }
}
