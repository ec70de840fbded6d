using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Simulation.Worlds;

/// <summary>Something that happened in a life, in its order.</summary>
internal abstract record LogEntry
{
    /// <summary>The place in the log.</summary>
    public int Number { get; init; }

    /// <summary>When.</summary>
    public TimeSpan At { get; init; }

    /// <summary>What was changed by it, such as <c>person 557058:… lifecycle</c>; empty for nothing.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];
}

/// <summary>One thing that changed.</summary>
/// <param name="Kind">Such as <c>person</c> or <c>group</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Facet">What of it.</param>
/// <param name="Before">The value before.</param>
/// <param name="After">The value afterwards.</param>
internal sealed record Effect(string Kind, string Id, string Facet, string? Before, string? After)
{
    public bool IsOfPerson => Kind == "person";

    public override string ToString() => $"{Kind} {Id} {Facet}: {Before} -> {After}";
}

/// <summary>A request of ours.</summary>
internal sealed record WireEntry(UnitTag? Tag, string Method, string Path, bool IsWrite) : LogEntry
{
    /// <summary>What befell it; null for nothing.</summary>
    public string? Mishap { get; init; }

    /// <summary>True when the service had it.</summary>
    public bool IsExecuted { get; init; }

    /// <summary>What the service answered; 0 when it never had the request.</summary>
    public int Status { get; init; }

    public bool IsAccepted => IsExecuted && Status is >= 200 and < 300;

    public override string ToString() => $"{Number} {At} {Tag} {Method} {Path} {(IsExecuted ? Status : "lost")} {Mishap} {string.Join("; ", Effects)}";
}

/// <summary>What another admin did.</summary>
internal sealed record DeedEntry(string Text, int Status) : LogEntry
{
    public override string ToString() => $"{Number} {At} somebody else: {Text} {Status} {string.Join("; ", Effects)}";
}

/// <summary>A record that was written to a journal.</summary>
internal sealed record JournalEntry(UnitTag? Tag, string File, JournalLine Line) : LogEntry
{
    public override string ToString() => $"{Number} {At} {Tag} journal {File}: {Line.Record} {Line.Change} {Line.Action} {Line.Outcome} {Line.Verified} {Line.ErrorCode}";
}

/// <summary>A beginning or an end.</summary>
internal sealed record MarkEntry(string Text) : LogEntry
{
    /// <summary>True when a process was killed.</summary>
    public bool IsKill { get; init; }

    /// <summary>True when the disk failed.</summary>
    public bool IsDiskFault { get; init; }

    /// <summary>True when the user stopped the command.</summary>
    public bool IsStop { get; init; }

    public override string ToString() => $"{Number} {At} {Text}";
}
