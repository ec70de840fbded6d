using System.Globalization;
using System.IO;
using System.Xml;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>
/// Writes a report as one page that needs nothing else: no script, no image, no address. All text goes through an XML writer, so
/// that no name can become markup, and the page's own policy forbids to load anything.
/// </summary>
public static class HtmlReport
{
    // As many as a page on paper may have in all, and a browser lays out at once.
    private const int RowsAtOnce = 200;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to, as UTF-8; it is not closed.</param>
    public static void Write(Report report, TextWriter output)
    {
        _ = report ?? throw new ArgumentNullException(nameof(report));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        // The writer's own is not the one that a browser expects, letter for letter.
        output.Write("<!DOCTYPE html>");
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, CloseOutput = false, NewLineHandling = NewLineHandling.None };
        using var page = XmlWriter.Create(output, settings);
        page.Start("html", ("lang", "en"));
        WriteHead(page, report);
        page.Start("body");
        page.Start("main");
        WriteHeader(page, report);
        WriteTotals(page, report);
        for (int number = 0; number < report.Charts.Count; number++)
            SvgBarChart.Write(page, report.Charts[number], number + 1);
        if (report.Problems is { Rows.Count: > 0 } problems)
            WriteTable(page, problems);
        if (report.People is { } people)
            WriteTable(page, people);
        WriteTable(page, report.Details, isClosed: report.People is not null && report.Details.Rows.Count > RowsAtOnce);
        page.End();
        page.End();
        page.End();
        page.Flush();
    }

    private static void WriteHead(XmlWriter page, Report report)
    {
        page.Start("head");
        page.Void("meta", ("charset", "utf-8"));
        page.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"));
        page.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        page.Element("title", report.Title);
        page.Start("style");
        // Our own words only: the one place where nothing is escaped.
        page.WriteRaw(ReportStyle.Css);
        page.End();
        page.End();
    }

    private static void WriteHeader(XmlWriter page, Report report)
    {
        page.Start("header");
        page.Element("h1", report.Title);
        page.Element("p", report.Summary, ("class", "summary"));
        page.Start("dl");
        foreach (ReportFact fact in report.Facts)
        {
            page.Start("div");
            page.Element("dt", fact.Label);
            page.Element("dd", fact.Value);
            page.End();
        }

        page.End();
        page.End();
    }

    private static void WriteTotals(XmlWriter page, Report report)
    {
        page.Start("section", ("aria-label", "Totals"));
        page.Start("ul", ("class", "totals"));
        foreach (ReportTotal total in report.Totals)
        {
            page.Start("li", ("class", total.IsProblem && total.Count > 0 ? "problem" : "plain"));
            page.Element("strong", total.Count.ToString("N0", CultureInfo.InvariantCulture));
            page.Element("span", " " + total.Label);
            page.End();
        }

        page.End();
        page.End();
    }

    private static void WriteTable(XmlWriter page, ReportTable table, bool isClosed = false)
    {
        // A column in which nobody has anything only takes room from the others.
        int[] shown = Enumerable.Range(0, table.Columns.Count)
            .Where(i => table.Columns[i].Kind != ReportColumnKind.Data && table.Rows.Any(row => row[i].Length > 0))
            .ToArray();
        page.Start("section");
        page.Element("h2", table.Caption);
        if (table.Rows.Count == 0)
            page.Element("p", "None.");
        else if (table.Rows.Count <= RowsAtOnce && !isClosed)
            WriteRows(page, table, shown, 0, table.Rows.Count);
        else
            WriteParts(page, table, shown);
        page.End();
    }

    /// <summary>Many rows are shown on demand, some hundred at once: a browser lays out only what is open.</summary>
    private static void WriteParts(XmlWriter page, ReportTable table, int[] shown)
    {
        for (int first = 0; first < table.Rows.Count; first += RowsAtOnce)
        {
            int end = Math.Min(first + RowsAtOnce, table.Rows.Count);
            page.Start("details");
            page.Element("summary", string.Format(
                CultureInfo.InvariantCulture, "{0:N0} to {1:N0} of {2:N0}: {3} to {4}", first + 1, end, table.Rows.Count, FirstLine(table.Rows[first]), FirstLine(table.Rows[end - 1])));
            WriteRows(page, table, shown, first, end);
            page.End();
        }
    }

    private static string FirstLine(IReadOnlyList<string> row)
    {
        string text = row[0];
        int end = text.LastIndexOf('\n');
        return ShownText.Of(end < 0 ? text : text.Substring(0, end));
    }

    private static void WriteRows(XmlWriter page, ReportTable table, int[] shown, int first, int end)
    {
        // A keyboard reaches what is too wide for the window.
        page.Start("div", ("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", table.Caption));
        page.Start("table");
        page.Element("caption", $"{table.Caption}: {ReportText.Count(end - first, "row", "rows")}");
        page.Start("thead");
        page.Start("tr");
        foreach (int column in shown)
            page.Element("th", table.Columns[column].Name, ("scope", "col"), ("class", ClassOf(table.Columns[column])));
        page.End();
        page.End();
        page.Start("tbody");
        for (int index = first; index < end; index++)
        {
            page.WriteWhitespace("\n");
            page.Start("tr");
            foreach (int column in shown)
                WriteCell(page, table.Columns[column], table.Rows[index][column]);
            page.End();
        }

        page.End();
        page.End();
        page.End();
    }

    private static void WriteCell(XmlWriter page, ReportColumn column, string text)
    {
        switch (column.Kind)
        {
            case ReportColumnKind.Subject:
                // Out of data no line break has come so far: only ours parts the two lines.
                int second = text.LastIndexOf('\n');
                page.Start("th", ("scope", "row"));
                page.WriteString(ShownText.Of(second < 0 ? text : text.Substring(0, second)));
                if (second >= 0 && second + 1 < text.Length)
                    page.Element("span", text.Substring(second + 1));
                page.End();
                break;
            case ReportColumnKind.Command:
                page.Start("td");
                page.Element("code", text);
                page.End();
                break;
            default:
                page.Element("td", text, ("class", ClassOf(column)));
                break;
        }
    }

    private static string ClassOf(ReportColumn column) => column.Kind switch
    {
        ReportColumnKind.Number => "number",
        ReportColumnKind.Id => "id",
        ReportColumnKind.Word => "word",
        _ => "text",
    };
}
