using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>A page of a v1 list: its <c>next</c> is a whole address.</summary>
internal static class AddressedPage
{
    public static SandboxReply Read<TItem, TShown>(
        SandboxCall call, string list, IReadOnlyList<TItem> items, int size, Func<TItem, TShown> show, PageMeta? meta = null)
    {
        int start = 0;
        if (call.Query("cursor") is { } cursor
            && (!SandboxCursor.TryRead(list, cursor, out start, out _) || start > items.Count))
        {
            return SandboxErrors.InvalidCursor(call);
        }

        int end = (int)Math.Min(items.Count, (long)start + size);
        return SandboxReply.Json(200, SandboxJson.Write(new Page<TShown>
        {
            Data = items.Skip(start).Take(end - start).Select(show).ToArray(),
            Links = new PageLinks
            {
                Self = call.AddressOf(call.Request.PathAndQuery),
                Next = end < items.Count ? call.AddressOf(call.Path + "?cursor=" + SandboxCursor.Write(list, end)) : null,
            },
            Meta = meta,
        }));
    }
}
