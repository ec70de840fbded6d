namespace AtlassianAdmin.Changes.Operations;

/// <summary>The directory that an operation is about.</summary>
/// <param name="DirectoryId">The id.</param>
/// <param name="Name">The name; null when not known.</param>
public sealed record TargetDirectory(string DirectoryId, string? Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name ?? DirectoryId;
}
