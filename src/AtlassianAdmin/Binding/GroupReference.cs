using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>Which group is meant: its name, its id, or a group that this module returned. Nothing here throws.</summary>
public sealed class GroupReference
{
    private static readonly string[] Columns = ["GroupId", "Group", "Name"];

    /// <summary>A name or an id.</summary>
    public GroupReference(string text) => Text = text?.Trim() ?? "";

    /// <summary>A group, a group of a person, or a row with one of the columns GroupId, Group, Name.</summary>
    public GroupReference(object row)
    {
        switch (row is PSObject wrapped ? wrapped.BaseObject : row)
        {
            case null:
                Text = "";
                break;
            case Group { GroupId.Length: > 0 } group:
                Group = group;
                Text = group.GroupId;
                break;
            case Group group:
                // Just created, and not shown by the service at the time.
                Text = group.Name ?? "";
                break;
            case UserGroup group:
                Text = group.GroupId;
                break;
            case string text:
                Text = text.Trim();
                break;
            default:
                Text = RowColumn.FirstOf(row!, Columns);
                break;
        }
    }

    /// <summary>The name or the id.</summary>
    public string Text { get; }

    /// <summary>True when the text has the form of an id.</summary>
    internal bool IsId => Guid.TryParse(Text, out _);

    /// <summary>The group itself, when it is known already.</summary>
    internal Group? Group { get; }

    /// <inheritdoc/>
    public override string ToString() => Group?.Name ?? Text;
}
