using System.Collections;
using System.Data;
using System.Globalization;

namespace AtlassianAdmin.Binding;

/// <summary>The cells of a row as text, whatever object a row is: a line of a CSV file, a hashtable, a data row, a user of another module.</summary>
internal static class RowCells
{
    private const string Unreadable = "(cannot be read)";

    /// <summary>The cells of a row. Of an object that is more than a row only those are read that are wanted: reading a property may cost something there.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(object row, Func<string, bool> isWanted)
    {
        object value = row is PSObject wrapped ? wrapped.BaseObject : row;
        return value switch
        {
            IDictionary dictionary => Of(dictionary),
            IEnumerable<KeyValuePair<string, object?>> pairs => pairs.Select(p => Cell(p.Key, p.Value)).ToList(),
            DataRow data => data.Table.Columns.Cast<DataColumn>().Select(column => Cell(column.ColumnName, data[column])).ToList(),
            PSCustomObject => Of(PSObject.AsPSObject(row), _ => true),
            _ => Of(PSObject.AsPSObject(row), isWanted),
        };
    }

    /// <summary>The first of the columns that is there and not blank, whatever the case, blanks, hyphens and underscores of its header; empty when none is.</summary>
    public static string FirstOf(object row, IEnumerable<string> columns)
    {
        var wanted = columns.Select(FoldedText.Of).ToList();
        IReadOnlyList<KeyValuePair<string, string?>> cells = Of(row, name => wanted.Contains(FoldedText.Of(name)));
        return wanted
            .Select(column => cells.Where(c => FoldedText.Of(c.Key) == column).Select(c => CellText.Clean(c.Value)).FirstOrDefault(v => v.Length > 0))
            .FirstOrDefault(v => v is not null) ?? "";
    }

    private static List<KeyValuePair<string, string?>> Of(IDictionary row)
    {
        var cells = new List<KeyValuePair<string, string?>>(row.Count);
        foreach (DictionaryEntry cell in row)
            cells.Add(Cell(TextOf(cell.Key) ?? "", cell.Value));
        return cells;
    }

    private static List<KeyValuePair<string, string?>> Of(PSObject row, Func<string, bool> isWanted)
    {
        var cells = new List<KeyValuePair<string, string?>>();
        foreach (PSPropertyInfo property in row.Properties)
        {
            if (isWanted(property.Name))
                cells.Add(new(property.Name, Read(property)));
        }

        return cells;
    }

    private static KeyValuePair<string, string?> Cell(string name, object? value) => new(name, TextOf(value));

    private static string? Read(PSPropertyInfo property)
    {
        try
        {
            return TextOf(property.Value);
        }
        catch (ExtendedTypeSystemException)
        {
            // A script property that fails has no value for us; nor is it blank.
            return Unreadable;
        }
    }

    private static string? TextOf(object? value)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case null or DBNull:
                return null;
            case string text:
                return text;
            case IDictionary:
                return null;
            // In no culture, so that whoever reads it takes no day for a month.
            case DateTime time:
                return time.ToString("o", CultureInfo.InvariantCulture);
            case DateTimeOffset time:
                return time.ToString("o", CultureInfo.InvariantCulture);
            case IFormattable number:
                return number.ToString(null, CultureInfo.InvariantCulture);
            case IEnumerable list:
                return string.Join("; ", list.Cast<object?>().Select(TextOf).Where(t => !string.IsNullOrWhiteSpace(t)));
            case PSCustomObject:
                return null;
            case object other:
                return other.ToString();
        }
    }
}
