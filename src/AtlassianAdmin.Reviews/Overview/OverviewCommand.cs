namespace AtlassianAdmin.Reviews.Overview;

/// <summary>What a command would do to a person now.</summary>
public sealed class OverviewCommand
{
    /// <summary>The command, such as <c>Disable-AtlassianUser</c>.</summary>
    public string Command { get; internal init; } = "";

    /// <summary>True when something would be sent and nothing speaks against it, false when it would be refused, null when there is nothing to do.</summary>
    public bool? WouldChange { get; internal init; }

    /// <summary>What would happen, in a sentence.</summary>
    public string Effect { get; internal init; } = "";

    /// <summary>The code that it would be refused with; null when it would not.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>What to do about the refusal; null when there is none.</summary>
    public string? RecommendedAction { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Command}: {Effect}";
}
