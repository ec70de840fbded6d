using System.IO;
using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Writes the details of a report as CSV (RFC 4180) that no spreadsheet takes for formulas.</summary>
public static class CsvReport
{
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

    /// <summary>A cell, clean and guarded.</summary>
    internal static string Cell(string value) => SpreadsheetCell.Of(ShownText.Of(value));
}
