namespace AtlassianAdmin.Binding;

/// <summary>What is told of a list of which no column fits: the columns that it has, and what to do about them.</summary>
internal static class ListColumns
{
    private const int LongestShown = 200;
    private static readonly char[] Delimiters = [';', '\t', '|', ','];

    /// <summary>The columns, quoted, and the parameter of Import-Csv that was left out.</summary>
    /// <param name="columns">The columns, as the rows have them.</param>
    /// <param name="canName">True for a header that would do.</param>
    public static string Tell(IReadOnlyList<string> columns, Func<string, bool> canName) => $"The list has the columns {Show(columns)}{Hint(columns, canName)}";

    /// <summary>The columns, quoted.</summary>
    public static string Show(IReadOnlyList<string> columns)
    {
        string all = string.Join(", ", columns.Select(c => $"'{CellText.Show(c)}'"));
        return all.Length > LongestShown ? $"{all.Remove(LongestShown)}…" : all;
    }

    /// <summary>What to do; empty when that is not known.</summary>
    private static string Hint(IReadOnlyList<string> columns, Func<string, bool> canName)
    {
        if (columns.Any(c => c.IndexOf('\0') >= 0 || c.IndexOf('\uFFFD') >= 0))
            return ". Import-Csv read it in another encoding than it has: add -Encoding";
        char delimiter = Delimiters.FirstOrDefault(d => columns.Any(c => c.Split(d) is { Length: > 1 } parts && parts.Any(canName)));
        return delimiter == default ? "" : $". Its columns are separated by {(delimiter == '\t' ? "tabs: add -Delimiter \"`t\"" : $"'{delimiter}': add -Delimiter '{delimiter}'")} to Import-Csv";
    }
}
