using System.Globalization;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>A fixed window of a minute for each API, beginning with its first request.</summary>
internal sealed class SandboxRateLimit
{
    private const string Site = "site";

    private readonly object _authorization = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);
    // Source: organization document; of the two texts about the audit log the lower limit.
    private static readonly Dictionary<string, int> Published = new(StringComparer.Ordinal) { ["events"] = 10, ["events-stream"] = 50, ["last-active-dates"] = 200 };

    private readonly int? _limit;
    private readonly bool _hasPublished;
    private readonly bool _sendsRetryAfter;
    private readonly TimeProvider _clock;

    public SandboxRateLimit(int? limit, bool hasPublished, bool sendsRetryAfter, TimeProvider clock)
    {
        _limit = limit;
        _hasPublished = hasPublished;
        _sendsRetryAfter = sendsRetryAfter;
        _clock = clock;
    }

    /// <summary>What a limit counts for: account management, the organization, the SCIM directory and the sites have one each, and what has a published one by itself.</summary>
    public string Api(SandboxCall call)
    {
        if (call.Segments[0] is "users" or "scim")
            return call.Segments[0];
        if (call.IsOfSite)
            return Site;
        string end = _hasPublished && call.Segments.Length > 4 && call.Segments[1] == "v1" ? call.Segments[4] : "";
        return end switch
        {
            "events" or "event-actions" => "events",
            "events-stream" => end,
            "directory" when call.Segments[call.Segments.Length - 1] == "last-active-dates" => "last-active-dates",
            _ => "admin",
        };
    }

    /// <summary>Counts a request, adds the headers that announce the limit, and tells whether the request may pass.</summary>
    public bool TryTake(string api, List<KeyValuePair<string, string>> headers)
    {
        if (LimitOf(api) is not { } limit)
            return true;
        DateTimeOffset now = _clock.GetUtcNow();
        int used;
        DateTimeOffset end;
        lock (_authorization)
        {
            if (!_windows.TryGetValue(api, out Window window) || window.End <= now)
                window = new Window(EndOfWindow(api, now), 0);
            used = window.Used + 1;
            end = window.End;
            _windows[api] = new Window(end, Math.Min(used, limit));
        }

        Add(headers, "X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture));
        Add(headers, "X-RateLimit-Remaining", Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture));
        Add(headers, "X-RateLimit-Reset", end.UtcDateTime.ToString(api == Site ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

        // Source of a site's own headers: reference 6.
        if (api == Site && (limit - used) * 5 < limit)
            Add(headers, "X-RateLimit-NearLimit", "true");
        if (used <= limit)
            return true;
        if (api == Site)
            Add(headers, "RateLimit-Reason", "jira-burst-based");
        if (_sendsRetryAfter || api == Site)
            Add(headers, "Retry-After", Math.Ceiling((end - now).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return false;
    }

    private int? LimitOf(string api) =>
        _hasPublished && Published.TryGetValue(api, out int published) ? Math.Min(published, _limit ?? published) : _limit;

    /// <summary>The reset is announced to the second, by a site to the minute: the window ends on a whole one, so that the announcement is true.</summary>
    private static DateTimeOffset EndOfWindow(string api, DateTimeOffset start)
    {
        DateTimeOffset end = start.AddMinutes(1);
        if (api == Site)
            return end.AddTicks(-(end.UtcTicks % TimeSpan.TicksPerMinute));
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
