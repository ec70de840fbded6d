using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Binding;

/// <summary>Which group is meant.</summary>
public sealed class GroupReference : Reference
{
    /// <summary>A name or an id.</summary>
    public GroupReference(string text)
        : base(text)
    {
    }

    /// <summary>A group, a group of a person, or a row with one of the columns GroupId, Group, 'Group name', Name.</summary>
    public GroupReference(object row)
        : base(row, IdOf, "GroupId", "Group", "GroupName", "Name") =>
        Group = Bare(row) is Group { GroupId.Length: > 0 } group ? group : null;

    /// <summary>The group itself, when it is known already.</summary>
    internal Group? Group { get; }

    /// <inheritdoc/>
    public override string ToString() => Group?.Name ?? Text;

    private static string? IdOf(object ours) => ours switch
    {
        Group { GroupId.Length: > 0 } group => group.GroupId,
        // Just created, and not shown by the service at the time.
        Group group => group.Name ?? "",
        UserGroup group => group.GroupId,
        _ => null,
    };
}
