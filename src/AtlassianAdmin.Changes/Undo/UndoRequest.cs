using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Changes.Undo;

/// <summary>What is to be undone, and why.</summary>
public sealed class UndoRequest
{
    /// <summary>Only this run; null for all that are no undoing themselves.</summary>
    public string? RunId { get; init; }

    /// <summary>Which changes are meant; null for all.</summary>
    public Func<JournaledChange, bool>? Wanted { get; init; }

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>The ticket; null when there is none.</summary>
    public string? Ticket { get; init; }
}
