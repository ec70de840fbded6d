using AtlassianAdmin.Changes.Journal;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>What a plan is asked for.</summary>
public sealed class OffboardingRequest
{
    /// <summary>The organization as questions and change objects name it.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Who makes the plan.</summary>
    public string CreatedBy { get; init; } = JournalRun.CurrentOperator;

    /// <summary>The steps; empty for the default of each person.</summary>
    public IReadOnlyList<OffboardingStepKind> Steps { get; init; } = [];

    /// <summary>Shown to disabled people at login; null for the service's own text.</summary>
    public string? Message { get; init; }

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>The ticket; null when there is none.</summary>
    public string? Ticket { get; init; }

    /// <summary>The connected SCIM directory, by whose records those are disabled whom it owns; null to leave them to their identity provider.</summary>
    public string? ScimDirectoryId { get; init; }

    /// <summary>The time; whose last day is later, waits.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The most people that the plan may change; 0 for no limit.</summary>
    public int MaxChanges { get; init; }
}
