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
        : base(row, IdOf, "GroupId", "Group", "GroupName", "Name")
    {
        Group = Bare(row) is Group { GroupId.Length: > 0 } group ? group : null;
        if (Bare(row) is { } bare and not string && IdOf(bare) is null)
            TakeRow(row);
    }

    private GroupReference(RowGroup group)
        : base(group)
    {
    }

    /// <summary>The group that the row of a person names; null where the identity is no row.</summary>
    internal static GroupReference? Beside(UserIdentity identity) => identity.GivenRow is { } row ? new GroupReference(RowGroup.Of(row)) : null;

    /// <summary>The group that a row names; null where it names none.</summary>
    internal static GroupReference? Of(object row) => RowGroup.Of(row) is { Text.Length: > 0 } group ? new GroupReference(group) : null;

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
