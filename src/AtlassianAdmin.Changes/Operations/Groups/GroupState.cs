namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>Whether a group is there.</summary>
/// <param name="IsPresent">True when it is.</param>
public sealed record GroupState(bool IsPresent) : State
{
    /// <summary>The name as the service tells it; null when it is not there.</summary>
    public string? GroupName { get; init; }

    internal override string? TargetName => GroupName;

    private protected override string Text => IsPresent ? "present" : "deleted";
}
