using AtlassianAdmin.Sandbox.ApiAccess;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>An entry of the audit log.</summary>
internal sealed class SandboxEvent
{
    public SandboxEvent(string eventId, DateTimeOffset time, DateTimeOffset processedAt, AuditEntry entry, SandboxPerson actor)
    {
        EventId = eventId;
        Time = time;
        ProcessedAt = processedAt;
        Entry = entry;
        Actor = actor;
    }

    public string EventId { get; }

    public DateTimeOffset Time { get; }

    /// <summary>When the log took it in; events never overtake each other in this.</summary>
    public DateTimeOffset ProcessedAt { get; }

    public AuditEntry Entry { get; }

    public AuditAction Action => Entry.Action;

    public IReadOnlyList<AuditTarget> Targets => Entry.Targets;

    public SandboxPerson Actor { get; }

    public EventPlace Place { get; init; } = EventPlace.All[0];

    /// <summary>The admin key that it was done with; null for somebody at a browser.</summary>
    public SandboxKey? Key { get; init; }
}
