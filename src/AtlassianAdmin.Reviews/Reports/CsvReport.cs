using System.IO;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Writes the details of a report as CSV (RFC 4180) that no spreadsheet takes for formulas.</summary>
public static class CsvReport
{
    // Where a list separator is a semicolon, a spreadsheet begins a cell behind each of them, quoted or not.
    private static readonly Regex Formula = new(@"(?:^|;)\s*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])", RegexOptions.CultureInvariant);

    /// <summary>Writes the header and a line for each row.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to; it is not closed.</param>
    public static void Write(Report report, TextWriter output)
    {
        _ = report ?? throw new ArgumentNullException(nameof(report));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        WriteLine(report.Details.Columns.Select(c => c.Name));
        foreach (IReadOnlyList<string> row in report.Details.Rows)
            WriteLine(row);

        void WriteLine(IEnumerable<string> cells) => output.Write(string.Join(",", cells.Select(Cell)) + "\r\n");
    }

    /// <summary>A cell: an apostrophe before what would be a formula makes it text.</summary>
    internal static string Cell(string value) =>
        "\"" + Formula.Replace(ReportText.Clean(value), "$0'").Replace("\"", "\"\"") + "\"";
}
