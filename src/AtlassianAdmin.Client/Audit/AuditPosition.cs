namespace AtlassianAdmin.Client.Audit;

/// <summary>How far the audit log has been read: the service's cursor, and the time of the last event for where there is no cursor, or it is refused.</summary>
public sealed class AuditPosition
{
    /// <summary>Makes a position.</summary>
    /// <param name="cursor">The service's cursor; null when it gave none.</param>
    /// <param name="time">The time of the latest event that was read; null when that is not known.</param>
    /// <param name="eventIds">The events of that time that were read; null for none.</param>
    public AuditPosition(string? cursor, DateTimeOffset? time = null, IReadOnlyCollection<string>? eventIds = null)
    {
        Cursor = cursor;
        Time = time;
        EventIds = eventIds ?? [];
    }

    /// <summary>The service's cursor; null when it gave none.</summary>
    public string? Cursor { get; }

    /// <summary>The time of the latest event that was read; null when that is not known.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The events of that time that were read: they do not come again.</summary>
    public IReadOnlyCollection<string> EventIds { get; }

    /// <summary>The same place by its time alone; null when the time is not known.</summary>
    public AuditPosition? WithoutCursor() => Time is null ? null : new AuditPosition(cursor: null, Time, EventIds);

    /// <summary>The place behind these events.</summary>
    internal AuditPosition After(IEnumerable<AuditEvent> events, string? cursor)
    {
        DateTimeOffset? latest = Time;
        var ids = new List<string>(EventIds);
        foreach (AuditEvent entry in events)
        {
            if (entry.Time is not { } time || time < latest)
                continue;
            if (latest is null || time > latest)
                ids.Clear();
            latest = time;
            ids.Add(entry.EventId);
        }

        return new AuditPosition(cursor, latest, ids);
    }
}
