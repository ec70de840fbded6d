using System.Runtime.CompilerServices;
using System.Text.Json;
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
        AdminException? untold = null;
        Task<Page<T>>? next = most > 0 ? fetch(null, stop.Token) : null;
        try
        {
            while (next is not null)
            {
                Page<T> page = await next.ConfigureAwait(false);
                List<T> items = Records.Readable(page.Data, out AdminException? unreadable);
                untold ??= unreadable;
                long wanted = most;
                most -= items.Count;
                next = null;
                AdminException? end = null;
                if (most > 0 && CursorOf(page, page.Links, page.Meta, out end) is { } cursor)
                {
                    if (seen.Add(cursor))
                        next = fetch(cursor, stop.Token);
                    else
                        end = Repeated();
                }

                for (int index = 0; index < items.Count && index < wanted; index++)
                    yield return items[index];
                if (end is not null)
                    throw end;
            }
        }
        finally
        {
            stop.Cancel();
            Observe(next);
        }

        if (untold is not null)
            throw untold;
    }

    /// <summary>
    /// Streams a list whose pages are asked for by the place where they begin. A service that does not heed the place sends one page for ever,
    /// and no cursor shows that.
    /// </summary>
    /// <param name="fetch">Fetches the page of a place; the first has none.</param>
    /// <param name="idOf">The id of an item.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    public static async IAsyncEnumerable<T> StreamByPlaceAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> fetch, Func<T, string> idOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> before = [];
        await foreach (T item in StreamAsync(FetchAsync, cancellationToken).ConfigureAwait(false))
            yield return item;

        async Task<Page<T>> FetchAsync(string? place, CancellationToken token)
        {
            Page<T> page = await fetch(place, token).ConfigureAwait(false);
            List<string> ids = (page.Data ?? []).Select(item => item is null ? "" : idOf(item)).ToList();
            if (ids.Count > 0 && ids.SequenceEqual(before))
                throw new AdminException(ErrorCode.UnexpectedResponse, ("detail", "the list repeats a page and would never end"));
            before = ids;
            return page;
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

    /// <summary>
    /// The cursor of the next page, in whichever form the service gave it: in the links or in the meta part, as a whole address, a relative
    /// one, or the cursor itself. No address is ever requested.
    /// </summary>
    /// <param name="page">The reply.</param>
    /// <param name="links">Its links.</param>
    /// <param name="meta">Its meta part.</param>
    /// <param name="fault">Why it is not known whether there is a next page; null when it is known.</param>
    internal static string? CursorOf(IWireObject page, PageLinks? links, PageMeta? meta, out AdminException? fault)
    {
        fault = null;
        foreach (string? next in new[] { links?.Next, meta?.Next })
        {
            if (string.IsNullOrWhiteSpace(next))
                continue;
            string? cursor = CursorIn(next!);
            if (cursor is null)
                fault = new AdminException(ErrorCode.UnexpectedResponse, ("detail", "the link to the next page has no cursor"));
            return cursor;
        }

        // Whoever took this for the end would lose the rest of the list without a word.
        if (IsOddLink(page, links, meta))
            fault = new AdminException(ErrorCode.UnexpectedResponse, ("detail", "the link to the next page cannot be read"));
        return null;
    }

    private static bool IsOddLink(IWireObject page, PageLinks? links, PageMeta? meta) =>
        links?.IsOdd("next") == true
        || meta?.IsOdd("next") == true
        // An empty list is how some languages write an object without fields.
        || (page.UnknownFields is { } fields && fields.TryGetValue(WireObject.OddMark + "links", out JsonElement odd)
            && !(odd.ValueKind == JsonValueKind.Array && odd.GetArrayLength() == 0));

    // A cursor in base64 may begin with a slash, but has no question mark.
    private static string? CursorIn(string next)
    {
        bool isAddress = Uri.TryCreate(next, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";
        int question = next.IndexOf('?');
        if (question < 0 || !(isAddress || next[0] is '/' or '?'))
            return isAddress ? null : next;
        string query = next.Substring(question + 1);
        int fragment = query.IndexOf('#');
        foreach (string part in (fragment < 0 ? query : query.Substring(0, fragment)).Split('&'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0 && equals + 1 < part.Length && part.Substring(0, equals) == "cursor")
                return Uri.UnescapeDataString(part.Substring(equals + 1).Replace('+', ' '));
        }

        return null;
    }
}
