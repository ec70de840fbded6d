using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Binding;

/// <summary>Which thing is meant: its name, its id, or an object that this module returned. Nothing here throws.</summary>
public abstract class Reference
{
    private protected Reference(string? text) => Text = CellText.Trim(text);

    private protected Reference(RowGroup group)
    {
        Text = "";
        Take(group);
    }

    /// <summary>Takes an object of this module, a text, or the first of the columns of a row that is not empty.</summary>
    private protected Reference(object? value, Func<object, string?> idOfOurs, params string[] columns)
    {
        Origin = ObjectOrigin.Of(value);
        Text = Bare(value) switch
        {
            null => "",
            string text => CellText.Trim(text),
            object bare => idOfOurs(bare) ?? RowCells.FirstOf(value!, columns),
        };
    }

    /// <summary>The name or the id.</summary>
    public string Text { get; private set; }

    /// <summary>The name that a row tells beside the id, and that must be the same thing's; null for none.</summary>
    internal string? ExpectedName { get; private set; }

    /// <summary>Why it names nothing for sure; null when it does.</summary>
    internal string? Fault { get; private set; }

    /// <summary>True for a row that has no column for groups.</summary>
    internal bool LacksColumn { get; private set; }

    /// <summary>The columns of a row that has none for groups, and names nothing; null for everything else.</summary>
    internal IReadOnlyList<string>? UnreadColumns { get; private set; }

    /// <summary>The row that names it; null where it was given in another way.</summary>
    internal object? Row { get; private set; }

    /// <summary>What tells two references of a command apart.</summary>
    internal string Key => ExpectedName is null ? Text : $"{Text}\n{ExpectedName}";

    /// <summary>Refuses what a row names in two ways.</summary>
    /// <param name="found">The name of what was found by the id.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.AmbiguousIdentity"/>.</exception>
    internal void RequireName(string? found)
    {
        if (ExpectedName is { } expected && !string.Equals(found?.Trim(), expected, StringComparison.OrdinalIgnoreCase))
            throw new AdminException(ErrorCode.AmbiguousIdentity, ("detail", $"the columns name different groups: {Text} is '{found}', and the row says '{expected}'"));
    }

    /// <summary>Refuses what names nothing for sure, or nothing at all.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.AmbiguousIdentity"/> or <see cref="ErrorCode.GroupNotFound"/>.</exception>
    internal void RequireGroup()
    {
        if (Fault is not null)
            throw new AdminException(ErrorCode.AmbiguousIdentity, ("detail", Fault));
        if (Text.Length == 0)
            throw UnreadColumns is { } columns ? Unread(columns) : Unnamed();
    }

    /// <summary>Told where no group is named.</summary>
    internal static AdminException Unnamed() =>
        new(ErrorCode.GroupNotFound, ("detail", "no group was named: add -Group, or a column Group, 'Group name' or 'Group id' to each row"));

    private static AdminException Unread(IReadOnlyList<string> columns) =>
        new(ErrorCode.GroupNotFound, ("detail", $"no column names a group. {ListColumns.Tell(columns, header => RowGroup.IsColumn(header) || IsName(header))}"));

    // Of a list of groups, the column Name is the group's.
    private static bool IsName(string header) => FoldedText.Of(header) == "name";

    /// <summary>The organization that it comes from; null when that is not known.</summary>
    internal OrganizationOrigin? Origin { get; }

    /// <summary>True when the text has the form of an id.</summary>
    internal bool IsId => Guid.TryParse(Text, out _);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Takes the group that a row names by its columns for groups.</summary>
    /// <param name="row">The row.</param>
    private protected void TakeRow(object row)
    {
        Row = row;
        RowGroup group = RowGroup.Of(row);
        if (group.Text.Length > 0)
            Take(group);
        else if (Text.Length == 0 && !group.HasColumn && RowCells.Of(row, _ => false).Select(cell => cell.Key).ToList() is { Count: > 0 } columns && !columns.Exists(IsName))
            UnreadColumns = columns;
    }

    private void Take(RowGroup group) => (Text, ExpectedName, Fault, LacksColumn) = (group.Text, group.Name, group.Fault, !group.HasColumn);

    /// <summary>An object without what PowerShell wraps around it.</summary>
    private protected static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
