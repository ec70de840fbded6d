using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Binding;

/// <summary>Which directory is meant: its name, its id, or a directory that this module returned. Nothing here throws.</summary>
public sealed class DirectoryReference
{
    private static readonly string[] Columns = ["DirectoryId", "Directory", "Name"];

    /// <summary>A name or an id.</summary>
    public DirectoryReference(string text) => Text = text?.Trim() ?? "";

    /// <summary>A directory, or a row with one of the columns DirectoryId, Directory, Name.</summary>
    public DirectoryReference(object row) =>
        Text = (row is PSObject wrapped ? wrapped.BaseObject : row) switch
        {
            null => "",
            Directory directory => directory.DirectoryId,
            string text => text.Trim(),
            _ => RowColumn.FirstOf(row!, Columns),
        };

    /// <summary>The name or the id.</summary>
    public string Text { get; }

    /// <summary>True when the text has the form of an id.</summary>
    internal bool IsId => Guid.TryParse(Text, out _);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
