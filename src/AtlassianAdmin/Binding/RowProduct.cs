namespace AtlassianAdmin.Binding;

/// <summary>The products that a row names beside a person or a group.</summary>
internal static class RowProduct
{
    private static readonly HashSet<string> Headers = new(StringComparer.Ordinal) { "product", "products", "resource", "resourceid" };
    private static readonly char[] Separators = [',', ';', '|', '\n', '\r'];

    /// <summary>True when a row has a column for products, whatever is in it.</summary>
    public static bool HasColumn(object row) => RowCells.Of(row, IsColumn).Any(cell => IsColumn(cell.Key));

    /// <summary>The products in the columns Product and Resource of a row, whatever their case, blanks, hyphens and underscores; empty where it names none.</summary>
    public static IReadOnlyList<string> Of(object row) => RowCells.Of(row, IsColumn)
        .Where(cell => IsColumn(cell.Key))
        .SelectMany(cell => (cell.Value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        .Select(CellText.Clean)
        .Where(value => value.Length > 0)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToList();

    private static bool IsColumn(string header) => Headers.Contains(FoldedText.Of(header));
}
