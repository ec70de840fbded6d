using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Reviews.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Reviews.Tests.Reports;

/// <summary>A page is read as a browser reads it: nothing out of the data is markup, nothing is fetched, and everybody can read it.</summary>
public partial class HtmlReportTests
{
    private static readonly string[] Addressing = ["src", "href", "srcset", "data", "action", "formaction", "poster", "background", "xlink:href", "ping", "manifest", "cite"];

    [Fact]
    public void No_name_becomes_markup() => Prop.ForAll(HostileText.Any.ToArbitrary(), text =>
    {
        // The same elements and attributes as with a harmless name, whatever the name is.
        foreach ((Report hostile, Report harmless) in ReportSamples.Of(text).Zip(ReportSamples.Of(text.Length == 0 ? "" : "x")))
            Assert.Equal(Skeleton(Parse(harmless)), Skeleton(Parse(hostile)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        foreach (string text in HostileText.Known.Where(t => t.Length > 0 && t.All(c => !char.IsControl(c) && !char.IsSurrogate(c))))
        {
            IDocument page = Parse(RunReport.Of([ReportSamples.Change(text, ChangeOutcome.Changed)], ReportSamples.Now, text));

            string shown = ShownText.Of(text);
            Assert.Equal(shown, page.QuerySelector("h1")!.TextContent);
            Assert.Equal(shown.Trim(), page.Title);
            Assert.Equal(shown, page.QuerySelector("tbody th")!.FirstChild!.TextContent);
            Assert.Equal(shown, page.QuerySelector("tbody th span")!.TextContent);
        }
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        foreach (IDocument page in ReportSamples.Of("=<script src=//evil.example>").Select(Parse))
        {
            Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, object, embed, base, form, a, use, image, audio, video, source, foreignObject"));
            Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => Addressing.Contains(a.Name) || a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name == "style");
            string style = page.QuerySelector("style")!.TextContent;
            Assert.DoesNotContain("url(", style, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("@import", style, StringComparison.OrdinalIgnoreCase);
            string policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_screen_reader_finds_its_way()
    {
        foreach (IDocument page in ReportSamples.Of("x").Select(Parse))
        {
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.NotEmpty(page.QuerySelectorAll("main h2"));
            Assert.All(page.QuerySelectorAll("table"), t => Assert.NotNull(t.QuerySelector("caption")));
            Assert.All(page.QuerySelectorAll("thead th"), t => Assert.Equal("col", t.GetAttribute("scope")));
            Assert.All(page.QuerySelectorAll("tbody th"), t => Assert.Equal("row", t.GetAttribute("scope")));
            Assert.All(page.QuerySelectorAll("tbody tr"), t => Assert.Single(t.QuerySelectorAll("th")));
            Assert.All(page.QuerySelectorAll("svg"), s =>
            {
                Assert.Equal("img", s.GetAttribute("role"));
                foreach (string id in s.GetAttribute("aria-labelledby")!.Split(' '))
                    Assert.NotEmpty(page.GetElementById(id)!.TextContent);
            });
            string[] ids = [.. page.QuerySelectorAll("[id]").Select(e => e.Id!)];
            Assert.Equal(ids.Distinct(), ids);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_text_and_every_bar_stands_out_from_the_paper(int scheme)
    {
        // In the order of the sheet: a light window, a dark one, paper.
        Dictionary<string, string> colours = Scheme().Matches(ReportStyle.Css).Skip(scheme).First().Value
            .Split(';').Select(d => Declaration().Match(d)).Where(m => m.Success).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

        Assert.True(Contrast(colours["ink"], colours["paper"]) >= 7);
        Assert.True(Contrast(colours["ink"], colours["band"]) >= 7);
        Assert.True(Contrast(colours["soft"], colours["paper"]) >= 4.5);
        Assert.True(Contrast(colours["bad"], colours["paper"]) >= 4.5);
        Assert.True(Contrast(colours["bar"], colours["paper"]) >= 3);
    }

    [Fact]
    public void Many_rows_are_one_page_and_the_totals_are_right()
    {
        Change[] changes = [.. Enumerable.Range(0, 3000).Select(i => ReportSamples.Change("p" + i.ToString(CultureInfo.InvariantCulture), i % 3 == 0 ? ChangeOutcome.Failed : ChangeOutcome.Changed))];

        IDocument page = Parse(RunReport.Of(changes, ReportSamples.Now));

        Assert.Equal(["3,000 people", "3,000 changes", "2,000 changed", "1,000 failed"], page.QuerySelectorAll(".totals li").Select(l => l.TextContent));
        Assert.Equal(1000 + 3000 + 3000, page.QuerySelectorAll("tbody tr").Length);
        // Each part has as many rows as a browser lays out at once.
        Assert.Equal(5 + 15 + 15, page.QuerySelectorAll("details").Length);
        Assert.All(page.QuerySelectorAll("details"), d => Assert.InRange(d.QuerySelectorAll("tbody tr").Length, 1, 200));
        Assert.Equal(2, page.QuerySelectorAll("svg")[0].QuerySelectorAll("rect").Length);
    }

    [Fact]
    public void Nothing_at_all_is_a_page_that_says_so()
    {
        IDocument page = Parse(RunReport.Of([], ReportSamples.Now, "Nothing"));

        Assert.Equal("Nothing", page.Title);
        Assert.Empty(page.QuerySelectorAll("svg, table"));
        Assert.Contains("None.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static IDocument Parse(Report report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(report, text);
        var problems = new List<string>();
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = false });
        parser.Error += (_, e) => problems.Add(e.ToString()!);
        IDocument page = parser.ParseDocument(text.ToString());
        Assert.Empty(problems);
        return page;
    }

    private static string Skeleton(INode node) => node is IElement element
        ? $"<{element.LocalName} {string.Join(" ", element.Attributes.Select(a => a.Name).Order(StringComparer.Ordinal))}>{string.Concat(element.ChildNodes.Select(Skeleton))}</>"
        : node is IDocument ? string.Concat(node.ChildNodes.Select(Skeleton)) : node is IText ? "" : $"[{node.NodeName}]";

    private static double Contrast(string one, string other)
    {
        double[] light = [.. new[] { Luminance(one), Luminance(other) }.Order()];
        return (light[1] + 0.05) / (light[0] + 0.05);
    }

    /// <summary>Relative luminance. Source: WCAG 2.2.</summary>
    private static double Luminance(string colour)
    {
        double[] channels = [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"--([a-z0-9]+): #([0-9a-f]{6})")]
    private static partial Regex Declaration();

}
