using AtlassianAdmin.Changes.Approval;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Running;

/// <summary>What a report says of a run beside its changes: who ran what, where, when and why, and everybody it was asked for.</summary>
public sealed class RunInfo
{
    /// <summary>The organization as questions and change objects name it; null when only the changes tell it.</summary>
    public string? Organization { get; internal init; }

    /// <summary>Who ran it: the account of the operating system, and the machine.</summary>
    public string? Operator { get; internal init; }

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The ticket; null when there is none.</summary>
    public string? Ticket { get; internal init; }

    /// <summary>The digest of the plan; null for what no plan made.</summary>
    public string? PlanDigest { get; internal init; }

    /// <summary>Who approved the plan; null when nobody did.</summary>
    public PlanApproval? Approval { get; internal init; }

    /// <summary>How it was asked, in words; null when that is not known.</summary>
    public string? Parameters { get; internal set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; internal init; }

    /// <summary>When it ended; null while it runs, or when that is not known.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>The hash of the last line of its journal; null when it has none, or that is not known.</summary>
    public string? JournalHash { get; internal set; }

    /// <summary>Everybody it was asked for, also those for whom nothing was to be done; empty where only the changes tell it.</summary>
    public IReadOnlyList<AskedPerson> People { get; internal init; } = [];

    internal OrganizationOrigin? Origin { get; init; }
}

/// <summary>Somebody of a list, as a plan decided on them.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Asked">What was asked, in words; empty when nothing could be planned.</param>
/// <param name="Decision">What the plan made of it.</param>
/// <param name="Code">Why something stays undone, one of <see cref="ErrorCode"/>; null where nothing does.</param>
/// <param name="Why">The same in a sentence.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record AskedPerson(Subject Subject, string Asked, string Decision, string? Code, string? Why, string? NextStep)
{
    /// <summary>The steps of the plan for them, by their ids; empty for none, and where that is not known.</summary>
    internal IReadOnlyList<string> StepIds { get; init; } = [];

    /// <summary>The first of <see cref="StepIds"/> that a journal does not tell of: the run was killed or stopped before it. Null for none.</summary>
    internal string? OpenStep { get; init; }
}
