using AtlassianAdmin.Client.Groups;

namespace AtlassianAdmin.Changes.Operations.Groups;

/// <summary>The group that an operation is about: its own directory is written to.</summary>
/// <param name="GroupId">The id.</param>
/// <param name="Name">The name; null when not known.</param>
/// <param name="DirectoryId">The directory; null when the service does not tell it, and then nothing can be written.</param>
public sealed record TargetGroup(string GroupId, string? Name, string? DirectoryId)
{
    internal static TargetGroup Of(Group group) => new(group.GroupId, group.Name, group.DirectoryId);

    /// <inheritdoc/>
    public override string ToString() => Name ?? GroupId;
}
