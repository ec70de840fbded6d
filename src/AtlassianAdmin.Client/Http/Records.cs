using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>Keeps records without a readable id from everybody: nothing can be done with them, and they could be taken for others.</summary>
internal static class Records
{
    /// <summary>True when a reply names the id that was asked about. No two ids differ only in case.</summary>
    public static bool IsAbout(string? told, string asked) => string.Equals(told, asked, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a list that was asked for by ids holds no others. Records without an id are nobody's.</summary>
    /// <param name="items">What came.</param>
    /// <param name="idOf">The id of a record.</param>
    /// <param name="asked">The ids; null when it was asked for in another way.</param>
    public static bool AreAbout<T>(IReadOnlyList<T>? items, Func<T, string> idOf, IReadOnlyList<string>? asked)
        where T : ServiceObject
    {
        if (asked is not { Count: > 0 })
            return true;
        var ids = new HashSet<string>(asked, StringComparer.OrdinalIgnoreCase);
        return (items ?? []).All(item => item is not { IsIdentified: true } || ids.Contains(idOf(item)));
    }

    /// <summary>The records that can be used. Each of the others is an error that the current scope hears of; where nobody listens, the first of them is thrown.</summary>
    public static List<T> Readable<T>(IReadOnlyList<T>? items)
    {
        List<T> readable = Readable(items, out AdminException? untold);
        return untold is null ? readable : throw untold;
    }

    /// <summary>The records that can be used.</summary>
    /// <param name="items">What came.</param>
    /// <param name="untold">The first of the errors that nobody listens to; null when there is none.</param>
    public static List<T> Readable<T>(IReadOnlyList<T>? items, out AdminException? untold)
    {
        untold = null;
        var readable = new List<T>(items?.Count ?? 0);
        foreach (T item in items ?? [])
        {
            if (item is null)
                continue;
            if (item is not ServiceObject { IsIdentified: false } record)
            {
                readable.Add(item);
                continue;
            }

            var failure = new AdminException(ErrorCode.UnreadableRecord, ("detail", Describe(record)));
            if (RequestScope.Current?.OnUnreadableRecord is { } listener)
                listener(failure);
            else
                untold ??= failure;
        }

        return readable;
    }

    private static string Describe(ServiceObject record)
    {
        string known = record.ToString() is { Length: > 0 } text ? $" ({text.Trim()})" : "";
        string odd = string.Join(", ", record.AdditionalProperties.Keys.Take(3));
        return $"{record.GetType().Name}{known}{(odd.Length > 0 ? $", with {odd}" : "")}";
    }
}
