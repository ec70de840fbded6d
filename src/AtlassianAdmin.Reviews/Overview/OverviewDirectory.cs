namespace AtlassianAdmin.Reviews.Overview;

/// <summary>A directory that a person is in.</summary>
public sealed class OverviewDirectory
{
    /// <summary>The id of the directory.</summary>
    public string DirectoryId { get; internal init; } = "";

    /// <summary>The name; null when not told.</summary>
    public string? Name { get; internal init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>no_membership</c>; the set is open.</summary>
    public string MembershipStatus { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? DirectoryId} ({MembershipStatus})";
}
