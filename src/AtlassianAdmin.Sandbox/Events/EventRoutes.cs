using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>The audit log.</summary>
internal sealed class EventRoutes
{
    private const int SearchLimit = 30;
    private const int StreamLimit = 200;

    private readonly OrganizationAuthorization _authorization;
    private readonly EventLog _log;
    private readonly int _maximumPageSize;

    public EventRoutes(OrganizationAuthorization authorization, EventLog log, int? pageSize)
    {
        _authorization = authorization;
        _log = log;
        _maximumPageSize = pageSize ?? int.MaxValue;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/v1/orgs/{}/events", Search),
        new("GET", "/admin/v1/orgs/{}/events/{}", Read),
        new("GET", "/admin/v1/orgs/{}/event-actions", ReadActions),
        new("GET", "/admin/v1/orgs/{}/events-stream", Stream),
    ];

    /// <summary>Newest first. A page says that there is another only when there is one.</summary>
    private SandboxReply Search(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        if (!TryStart(call, "events", out int? start, out string question))
            return SandboxErrors.InvalidCursor(call);
        if (EventFilter.Read(call, question, SearchLimit, out SandboxReply? refusal) is not { } filter)
            return refusal!;
        IReadOnlyList<SandboxEvent> page = _log.Take(start ?? _log.All.Count - 1, -1, Math.Min(filter.Limit, _maximumPageSize), filter.Matches, out int next);
        return Page(call, "events", page, _log.HasMore(next, -1, filter.Matches) ? next : null, question, withProcessing: false);
    });

    /// <summary>By processing time. Upwards, the last page has a cursor too: asked again later, it brings what is new. A page without events has none, as recorded.</summary>
    private SandboxReply Stream(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
    {
        if (!TryStart(call, "events-stream", out int? start, out string question))
            return SandboxErrors.InvalidCursor(call);
        if (EventFilter.Read(call, question, StreamLimit, out SandboxReply? refusal) is not { } filter)
            return refusal!;
        int size = Math.Min(filter.Limit, _maximumPageSize);
        if (!filter.IsDescending)
        {
            IReadOnlyList<SandboxEvent> newer = _log.Take(start ?? 0, 1, size, filter.Matches, out int end);
            return newer.Count == 0 ? EndOfStream(size) : Page(call, "events-stream", newer, end, question, withProcessing: true);
        }

        IReadOnlyList<SandboxEvent> older = _log.Take(start ?? _log.All.Count - 1, -1, size, filter.Matches, out int next);
        return Page(call, "events-stream", older, _log.HasMore(next, -1, filter.Matches) ? next : null, question, withProcessing: true);
    });

    private SandboxReply Read(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        _log.ById(values[1]) is { } entry
            ? SandboxReply.Json(200, SandboxJson.Write(new Single<AuditEvent> { Data = EventViews.Event(call, entry, withProcessing: false) }))
            : SandboxErrors.Application(call, 404, "ADMIN-404-4", "Not Found", "The event was not found."));

    private SandboxReply ReadActions(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        SandboxReply.Json(200, SandboxJson.Write(new Page<AuditEventAction>
        {
            Data = AuditAction.All.Select(action => new AuditEventAction
            {
                Action = action.Id,
                Type = "event-actions",
                Attributes = new AuditEventActionAttributes { DisplayName = action.DisplayName, GroupDisplayName = action.Group },
            }).ToArray(),
        })));

    /// <summary>With a cursor, the question is the one that the cursor was made for.</summary>
    private static bool TryStart(SandboxCall call, string list, out int? start, out string question)
    {
        start = null;
        question = call.QueryText;
        if (call.Query("cursor") is not { } cursor)
            return true;
        bool isOurs = SandboxCursor.TryRead(list, cursor, out int position, out question);
        start = position;
        return isOurs;
    }

    /// <summary>What the service was seen to answer where nothing is left: no cursor, and every member of the meta part.</summary>
    private static SandboxReply EndOfStream(int size) => SandboxReply.Json(200, SandboxJson.WriteObject(json =>
    {
        json.WriteStartArray("data");
        json.WriteEndArray();
        json.WriteStartObject("links");
        json.WriteEndObject();
        json.WriteStartObject("meta");
        json.WriteNull("attributes");
        json.WriteNull("next");
        json.WriteNull("prev");
        json.WriteNull("current");
        json.WriteNumber("page_size", size);
        json.WriteNull("start_index");
        json.WriteNull("end_index");
        json.WriteNumber("total", 0);
        json.WriteEndObject();
    }));

    private static SandboxReply Page(
        SandboxCall call, string list, IReadOnlyList<SandboxEvent> page, int? next, string question, bool withProcessing)
    {
        string? cursor = next is { } position ? SandboxCursor.Write(list, position, question) : null;
        return SandboxReply.Json(200, SandboxJson.Write(new Page<AuditEvent>
        {
            Data = page.Select(entry => EventViews.Event(call, entry, withProcessing)).ToArray(),
            Links = new PageLinks
            {
                Self = call.AddressOf(call.Request.PathAndQuery),
                Next = cursor is null ? null : call.AddressOf(call.Path + "?cursor=" + cursor),
            },
            Meta = new PageMeta { Next = cursor, PageSize = page.Count },
        }));
    }
}
