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
        : base(row, ours => (ours as Directory)?.DirectoryId, "DirectoryId", "Directory", "Name")
    {
    }
}
