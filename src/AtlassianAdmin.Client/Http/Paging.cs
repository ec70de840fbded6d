using System.Runtime.CompilerServices;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>Streams paged lists: the next page is on the wire while the last is being consumed, and nothing is collected.</summary>
internal static class Paging
{
    /// <summary>Streams every item.</summary>
    /// <param name="fetch">Fetches the page of a cursor; the first has none.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    public static IAsyncEnumerable<T> StreamAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> fetch, CancellationToken cancellationToken) =>
        StreamAsync(fetch, long.MaxValue, cancellationToken);

    /// <summary>Streams no more items than somebody wants, and fetches no page behind them.</summary>
    /// <param name="fetch">Fetches the page of a cursor; the first has none.</param>
    /// <param name="most">How many items at most.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> fetch, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A consumer that stops early must not leave a page on the wire.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Task<Page<T>>? next = most > 0 ? fetch(null, stop.Token) : null;
        try
        {
            while (next is not null)
            {
                Page<T> page = await next.ConfigureAwait(false);
                List<T> items = (page.Data ?? []).Where(item => item is not null).ToList();
                long wanted = most;
                most -= items.Count;
                next = null;
                if (most > 0 && CursorOf(page.Links, page.Meta) is { } cursor)
                {
                    if (!seen.Add(cursor))
                        throw Repeated();
                    next = fetch(cursor, stop.Token);
                }

                for (int index = 0; index < items.Count && index < wanted; index++)
                    yield return items[index];
            }
        }
        finally
        {
            stop.Cancel();
            Observe(next);
        }
    }

    /// <summary>Collects a list that is known to be short.</summary>
    public static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items.ConfigureAwait(false))
            list.Add(item);
        return list;
    }

    /// <summary>Looks at the failure of an abandoned page, so that it is not reported as unobserved.</summary>
    internal static void Observe(Task? abandoned) =>
        abandoned?.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    internal static AdminException Repeated() =>
        new(ErrorCode.UnexpectedResponse, ("detail", "the list repeats a page cursor and would never end"));

    /// <summary>The cursor of the next page, out of whichever form the service gave: a whole address (v1) or the cursor itself (v2). The address itself is never requested.</summary>
    internal static string? CursorOf(PageLinks? links, PageMeta? meta)
    {
        string? next = links?.Next ?? meta?.Next;
        if (string.IsNullOrEmpty(next))
            return null;
        if (!Uri.TryCreate(next, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            return next;
        foreach (string part in address.Query.TrimStart('?').Split('&'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0 && equals + 1 < part.Length && part.Substring(0, equals) == "cursor")
                return Uri.UnescapeDataString(part.Substring(equals + 1).Replace('+', ' '));
        }

        throw new AdminException(ErrorCode.UnexpectedResponse, ("detail", "the link to the next page has no cursor"));
    }
}
