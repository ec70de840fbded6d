using System.Globalization;
using AtlassianAdmin.Sandbox.ApiAccess;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>The audit log, in the order in which it was processed. It only grows.</summary>
internal sealed class EventLog
{
    private readonly object _authorization = new();
    private readonly GrowingList<SandboxEvent> _events = new([]);
    private readonly int _seed;

    public EventLog(int seed) => _seed = seed;

    public IReadOnlyList<SandboxEvent> All => _events;

    public void Append(AuditEntry entry, SandboxPerson actor, DateTimeOffset time, EventPlace place, SandboxKey? key = null)
    {
        lock (_authorization)
        {
            // A clock that goes back must not let one event overtake another.
            DateTimeOffset last = _events.Count > 0 ? _events[_events.Count - 1].ProcessedAt : time;
            _events.Add(index => new SandboxEvent(Id(index), time, time > last ? time : last, entry, actor) { Place = place, Key = key });
        }
    }

    /// <summary>The event of that id; its place is in the id, so that none of them needs an index.</summary>
    public SandboxEvent? ById(string eventId) =>
        int.TryParse(eventId.Substring(eventId.LastIndexOf('-') + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int index)
        && index >= 0 && index < _events.Count && _events[index].EventId == eventId
            ? _events[index]
            : null;

    /// <summary>Takes a page from that place on, up or down the log, and tells where to go on: behind the last that was looked at.</summary>
    public IReadOnlyList<SandboxEvent> Take(int start, int step, int size, Func<SandboxEvent, bool> matches, out int next)
    {
        var page = new List<SandboxEvent>();
        int count = _events.Count;
        next = start;
        while (next >= 0 && next < count && page.Count < size)
        {
            SandboxEvent candidate = _events[next];
            if (matches(candidate))
                page.Add(candidate);
            next += step;
        }

        return page;
    }

    /// <summary>Whether anything that fits stands from that place on.</summary>
    public bool HasMore(int start, int step, Func<SandboxEvent, bool> matches)
    {
        int count = _events.Count;
        for (int i = start; i >= 0 && i < count; i += step)
        {
            if (matches(_events[i]))
                return true;
        }

        return false;
    }

    private string Id(int index) =>
        string.Format(CultureInfo.InvariantCulture, "{0:x8}-e7e7-4000-a000-{1:x12}", (uint)_seed, index);
}
