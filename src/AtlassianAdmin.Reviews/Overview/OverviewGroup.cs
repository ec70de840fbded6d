using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Reviews.Overview;

/// <summary>A group that a person is in, and what it gives.</summary>
public sealed class OverviewGroup
{
    /// <summary>The id of the group.</summary>
    public string GroupId { get; internal init; } = "";

    /// <summary>The name; null when not told.</summary>
    public string? Name { get; internal init; }

    /// <summary>What the group gives, such as <c>jira-software atlassian/user</c>; empty when nothing, null when it could not be read.</summary>
    public IReadOnlyList<string>? Gives { get; internal init => field = value is null ? null : TextList.Of(value); }

    /// <inheritdoc/>
    public override string ToString() => Gives is { Count: > 0 } ? $"{Name ?? GroupId}: {Gives}" : Name ?? GroupId;
}
