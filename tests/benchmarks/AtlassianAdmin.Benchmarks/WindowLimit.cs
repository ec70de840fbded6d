using System;
using System.Globalization;
using System.Threading;
using Microsoft.AspNetCore.Http;

namespace AtlassianAdmin.Benchmarks;

/// <summary>So many requests in windows that follow each other on whole seconds, announced as the vendor documents it.</summary>
internal sealed class WindowLimit(int limit, TimeSpan window)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _end;
    private int _used;

    /// <summary>Counts a request, announces the limit, and tells whether the request may pass.</summary>
    public bool TryTake(IHeaderDictionary headers)
    {
        int used;
        DateTimeOffset end;
        lock (_gate)
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (now >= _end)
            {
                _used = 0;
                _end = new DateTimeOffset((now + window).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            }

            used = ++_used;
            end = _end;
        }

        headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return used <= limit;
    }
}
