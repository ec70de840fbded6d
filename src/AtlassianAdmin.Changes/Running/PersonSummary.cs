using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Running;

/// <summary>What became of everything that was asked for one person, or one group or key, in one row.</summary>
public sealed class PersonSummary : IOrganizationObject
{
    /// <summary>The identity as it was given.</summary>
    public string Input { get; internal init; } = "";

    /// <summary>The account; empty when the identity could not be resolved, and for what is no person.</summary>
    public string AccountId { get; internal init; } = "";

    /// <summary>The e-mail address; null when it was not read.</summary>
    public string? Email { get; internal init; }

    /// <summary>The display name; of a group or a key its own name; null when it was not read.</summary>
    public string? Name { get; internal init; }

    /// <summary>Who or what it is: the e-mail address, the name, the account, or the identity as it was given, the first of them that is known.</summary>
    public string Person => Email ?? Name ?? (AccountId.Length > 0 ? AccountId : Input);

    /// <summary>The organization, as questions and change objects name it.</summary>
    public string Organization { get; internal init; } = "";

    /// <summary>What was asked, in words.</summary>
    public string Asked { get; internal init; } = "";

    /// <summary>What became of it as a whole.</summary>
    public SummaryResult Result { get; internal init; }

    /// <summary>How many changes were asked.</summary>
    public int Changes { get; internal init; }

    /// <summary>How many of them are as wanted.</summary>
    public int Done { get; internal init; }

    /// <summary>True when every change was read back and is as wanted; false when one is not; null when one was not read back.</summary>
    public bool? Verified { get; internal init; }

    /// <summary>Why it is not as wanted, one of <see cref="Client.Errors.ErrorCode"/>; null when it is.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The same in a sentence.</summary>
    public string? Why { get; internal init; }

    /// <summary>What to do about it; null for nothing.</summary>
    public string? NextStep { get; internal init; }

    /// <summary>When the first change was about to be sent; null when nothing was, or that is not known.</summary>
    public DateTimeOffset? StartedAt { get; internal init; }

    /// <summary>When the last result was known; null when none is.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>True when somebody has to look at it.</summary>
    public bool IsOpen => Result is not (SummaryResult.Done or SummaryResult.AlreadyAsWanted or SummaryResult.Foreseen);

    internal OrganizationOrigin? Origin { get; init; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{Email ?? (AccountId.Length > 0 ? AccountId : Name ?? Input)}: {Result}";
}

/// <summary>What became of everything that was asked for one person.</summary>
public enum SummaryResult : long
{
    /// <summary>All of it was changed, or was as wanted already.</summary>
    Done,

    /// <summary>Nothing had to be changed.</summary>
    AlreadyAsWanted,

    /// <summary>Some of it is as wanted, and some is not.</summary>
    HalfDone,

    /// <summary>It was refused, or failed.</summary>
    Failed,

    /// <summary>It was sent, and the result is not proven.</summary>
    NotProven,

    /// <summary>It was not started.</summary>
    NotStarted,

    /// <summary>It cannot be done here.</summary>
    CannotBeDone,

    /// <summary>The plan does nothing for the person.</summary>
    Refused,

    /// <summary>It waits for a date.</summary>
    Waiting,

    /// <summary>Nothing was sent: it was only foreseen.</summary>
    Foreseen,
}
