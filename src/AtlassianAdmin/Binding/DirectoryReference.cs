using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Binding;

/// <summary>Which directory is meant.</summary>
public sealed class DirectoryReference : Reference
{
    /// <summary>A name or an id.</summary>
    public DirectoryReference(string text)
        : base(text)
    {
    }

    /// <summary>A directory, or a row with one of the columns DirectoryId, Directory, Name.</summary>
    public DirectoryReference(object row)
        : base(row, ours => (ours as Directory)?.DirectoryId, "DirectoryId", "Directory", "Name") =>
        Name = ((row is PSObject wrapped ? wrapped.BaseObject : row) as Directory)?.Name;

    /// <summary>The name, where an object or the text tells it; null when only the id is known.</summary>
    internal string? Name { get => field ?? (IsId ? null : Text); }
}
