namespace AtlassianAdmin.Changes.Operations;

/// <summary>What was read of something that was just made.</summary>
internal sealed record Completion
{
    /// <summary>The state; null when it does not show.</summary>
    public State? After { get; init; }

    /// <summary>True when it shows, false when it does not; null when that was not looked at.</summary>
    public bool? Verified { get; init; }

    /// <summary>The id of what was made; null when not known.</summary>
    public string? TargetId { get; init; }

    /// <summary>The account of the person it was made for; null when not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>What people should know; null for nothing.</summary>
    public string? Warning { get; init; }
}
