namespace AtlassianAdmin.Binding;

/// <summary>Reads columns of rows, whatever object a row is.</summary>
internal static class RowColumn
{
    /// <summary>The first of the columns that is there and not blank; empty when none is.</summary>
    public static string FirstOf(object row, IEnumerable<string> columns)
    {
        PSObject properties = PSObject.AsPSObject(row);
        return columns
            .Select(column => properties.Properties[column]?.Value?.ToString()?.Trim())
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
    }
}
