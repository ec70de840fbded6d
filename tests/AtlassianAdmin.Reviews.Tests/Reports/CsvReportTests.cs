using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Reviews.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Reviews.Tests.Reports;

/// <summary>A table holds what was given, as text that no spreadsheet takes for a formula.</summary>
public sealed partial class CsvReportTests : IDisposable
{
    private const string Starts = "=+-@\uff1d\uff0b\uff0d\uff20";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_cell_is_a_formula_wherever_a_spreadsheet_begins_one() => Prop.ForAll(HostileText.Any.ToArbitrary(), text =>
    {
        foreach (IReadOnlyList<string> row in ReportSamples.Of(text).SelectMany(r => Read(Write(r))))
        {
            foreach (string part in row.SelectMany(cell => cell.Split(';', '\t', '\r', '\n')))
                Assert.False(part.TrimStart().Length > 0 && Starts.Contains(part.TrimStart()[0], StringComparison.Ordinal), part);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_row_has_every_column_and_one_line() => Prop.ForAll(HostileText.Any.ToArbitrary(), text =>
    {
        foreach (Report report in ReportSamples.Of(text))
        {
            List<IReadOnlyList<string>> rows = Read(Write(report));
            Assert.Equal(report.Details.Rows.Count + 1, rows.Count);
            Assert.All(rows, r => Assert.Equal(report.Details.Columns.Count, r.Count));
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Mia", "\"Mia\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("\t=1", "\" '=1\"")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("a-b=c", "\"a-b=c\"")]
    [InlineData("a, -b", "\"a, -b\"")]
    [InlineData("two\r\nlines", "\"two lines\"")]
    public void A_cell_is_quoted_and_changed_no_more_than_it_must(string value, string cell) => Assert.Equal(cell, CsvReport.Cell(value));

    [Fact]
    public void A_file_is_replaced_as_a_whole_or_kept()
    {
        string path = Path.Combine(_folder.FullName, "a.csv");
        Report[] reports = [.. ReportSamples.Of("x")];
        ReportFile.Write(reports[0], path);
        string first = File.ReadAllText(path);

        Assert.Equal(ErrorCode.ReportFailed, Assert.Throws<AdminException>(() => ReportFile.Write(reports[1], path, keep: true)).Code);
        Assert.Equal(first, File.ReadAllText(path));
        ReportFile.Write(reports[1], path);
        Assert.NotEqual(first, File.ReadAllText(path));
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), File.ReadAllBytes(path)[..3]);
        Assert.Single(_folder.GetFiles());
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData("nowhere/a.html")]
    [InlineData("a")]
    public void What_cannot_be_written_is_told_and_leaves_nothing(string name)
    {
        string path = Path.Combine(_folder.FullName, name);

        Assert.Equal(ErrorCode.ReportFailed, Assert.Throws<AdminException>(() => ReportFile.Write(ReportSamples.Of("x").First(), path)).Code);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    private static string Write(Report report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvReport.Write(report, text);
        return text.ToString();
    }

    /// <summary>RFC 4180, read as strictly as it is written.</summary>
    private static List<IReadOnlyList<string>> Read(string text)
    {
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return [.. text.Split("\r\n")[..^1].Select(line =>
        {
            MatchCollection cells = CellPattern().Matches(line);
            Assert.Equal(line.Length, cells.Sum(c => c.Length));
            return (IReadOnlyList<string>)[.. cells.Select(c => c.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal))];
        })];
    }

    [GeneratedRegex("\\G\"((?:[^\"]|\"\")*)\"(?:,|$)")]
    private static partial Regex CellPattern();
}
