namespace AtlassianAdmin.Binding;

/// <summary>The group that a row names beside the person: by its id, by its name, or by both, which must then be of one group.</summary>
internal sealed class RowGroup
{
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal) { "groupid", "scimgroupid", "atlassiangroupid" };
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "group", "groupname", "atlassiangroup" };

    private RowGroup(bool hasColumn, string text, string? name, string? fault)
    {
        HasColumn = hasColumn;
        Text = text;
        Name = name;
        Fault = fault;
    }

    /// <summary>True when the row has a column for groups, whatever is in it.</summary>
    public bool HasColumn { get; }

    /// <summary>The id, or else the name; empty where the row names no group.</summary>
    public string Text { get; }

    /// <summary>The name that stands beside the id; null for none.</summary>
    public string? Name { get; }

    /// <summary>Why the columns name no group for sure; null when they do, or name none.</summary>
    public string? Fault { get; }

    /// <summary>Reads the columns Group, Group name and Group id of a row, whatever their case, blanks, hyphens and underscores.</summary>
    public static RowGroup Of(object row)
    {
        List<KeyValuePair<string, string?>> cells = RowCells.Of(row, IsColumn).Where(cell => IsColumn(cell.Key)).ToList();
        string[] Values(HashSet<string> headers) => cells
            .Where(cell => headers.Contains(FoldedText.Of(cell.Key)))
            .Select(cell => CellText.Clean(cell.Value))
            .Where(value => value.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        string[] named = Values(Names);
        // A column Group may hold the id.
        string[] ids = Values(Ids).Concat(named.Where(IsId)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        string[] names = named.Where(name => !IsId(name)).ToArray();
        string? fault = ids.Length > 1 || names.Length > 1
            ? $"the row names several groups: {string.Join(", ", ids.Concat(names).Select(CellText.Show))}"
            : null;
        return new RowGroup(cells.Count > 0, ids.FirstOrDefault() ?? names.FirstOrDefault() ?? "", ids.Length > 0 ? names.FirstOrDefault() : null, fault);
    }

    /// <summary>True for a header that names groups.</summary>
    public static bool IsColumn(string header) => FoldedText.Of(header) is var folded && (Ids.Contains(folded) || Names.Contains(folded));

    private static bool IsId(string text) => Guid.TryParse(text, out _);
}
