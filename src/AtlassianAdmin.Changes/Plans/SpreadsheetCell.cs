using System.Text.RegularExpressions;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>The one guard of what is written for spreadsheets: a cell of a CSV file (RFC 4180) that none of them takes for a formula.</summary>
internal static class SpreadsheetCell
{
    // Where a list separator is a semicolon, a spreadsheet begins a cell behind each of them, quoted or not. A tab or a line
    // break at the beginning is skipped by some.
    private static readonly Regex Formula = new(@"(?:^|;)\s*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])", RegexOptions.CultureInvariant);

    /// <summary>The cell: an apostrophe before what would be a formula makes it text.</summary>
    public static string Of(string? value) => "\"" + Formula.Replace(value ?? "", "$0'").Replace("\"", "\"\"") + "\"";
}
