using System.Globalization;
using System.Xml;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Draws bars: each with its name and its number, so that no colour has to be told from another.</summary>
internal static class SvgBarChart
{
    private const double Width = 760;
    private const double RowHeight = 30;
    private const double BarHeight = 16;
    private const double LabelWidth = 230;
    private const double NumberWidth = 60;
    private const int LongestLabel = 32;

    public static void Write(XmlWriter page, BarChart chart, int number)
    {
        bool hasLegend = chart.Parts.Count > 1;
        double top = hasLegend ? RowHeight : 0;
        double scale = (Width - LabelWidth - NumberWidth) / Math.Max(1, chart.Bars.Count == 0 ? 1 : chart.Bars.Max(b => b.Total));
        string id = "chart" + number.ToString(CultureInfo.InvariantCulture);
        page.Start("section");
        page.Element("h2", chart.Title);
        page.Start("div", ("class", "wide"), ("tabindex", "0"), ("role", "region"), ("aria-label", chart.Title));
        page.Start(
            "svg", ("class", "bars"), ("role", "img"), ("aria-labelledby", id + "t " + id + "d"), ("viewBox", $"0 0 {Text(Width)} {Text(top + (RowHeight * chart.Bars.Count))}"));
        page.Element("title", chart.Title, ("id", id + "t"));
        page.Element("desc", chart.Description, ("id", id + "d"));
        if (hasLegend)
            WriteLegend(page, chart);
        for (int index = 0; index < chart.Bars.Count; index++)
            WriteBar(page, chart.Bars[index], top + (RowHeight * index), scale);
        page.End();
        page.End();
        page.End();
    }

    private static void WriteLegend(XmlWriter page, BarChart chart)
    {
        double x = LabelWidth;
        for (int part = 0; part < chart.Parts.Count; part++)
        {
            WriteBlock(page, x, (RowHeight - BarHeight) / 2, BarHeight, PartClass(part));
            page.Element("text", chart.Parts[part], ("x", Text(x + BarHeight + 6)), ("y", Text((RowHeight / 2) + 5)));
            x += BarHeight + 30 + (chart.Parts[part].Length * 8);
        }
    }

    private static void WriteBar(XmlWriter page, Bar bar, double y, double scale)
    {
        string label = bar.Label.Length > LongestLabel ? bar.Label.Substring(0, LongestLabel - 1) + "…" : bar.Label;
        page.Element("text", label, ("x", Text(LabelWidth - 12)), ("y", Text(y + (RowHeight / 2) + 5)), ("class", "label"));
        double x = LabelWidth;
        for (int part = 0; part < bar.Values.Count; part++)
        {
            double width = bar.Values[part] * scale;
            if (width > 0)
                WriteBlock(page, x, y + ((RowHeight - BarHeight) / 2), width, bar.IsProblem ? "problem" : PartClass(part));
            x += width;
        }

        page.Element("text", bar.Total.ToString("N0", CultureInfo.InvariantCulture), ("x", Text(x + 8)), ("y", Text(y + (RowHeight / 2) + 5)), ("class", "count"));
    }

    private static void WriteBlock(XmlWriter page, double x, double y, double width, string look)
    {
        page.Start("rect", ("x", Text(x)), ("y", Text(y)), ("width", Text(width)), ("height", Text(BarHeight)), ("class", look));
        page.End();
    }

    private static string PartClass(int part) => "part" + part.ToString(CultureInfo.InvariantCulture);

    private static string Text(double length) => length.ToString("0.##", CultureInfo.InvariantCulture);
}
