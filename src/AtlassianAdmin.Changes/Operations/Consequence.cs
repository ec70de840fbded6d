namespace AtlassianAdmin.Changes.Operations;

/// <summary>What else followed from a change that is as wanted.</summary>
internal sealed record Consequence
{
    /// <summary>What was lost; null when nothing was.</summary>
    public AdminException? Loss { get; init; }

    /// <summary>What people should know; null for nothing.</summary>
    public string? Warning { get; init; }
}
