using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Faults;
using AtlassianAdmin.ModuleFiles.Views;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests.Views;

public sealed class FormatFileTests : IDisposable
{
    private readonly ModuleMetadata _module = new(AppContext.BaseDirectory);

    public void Dispose() => _module.Dispose();

    [Fact]
    public void A_view_becomes_a_table_and_a_list()
    {
        XElement definitions = Write(new View("Sample")
        {
            GroupBy = Column.Property("Id"),
            Wraps = true,
            Table = [Column.Property("Name", 10), Column.Number("Size", 5), Column.Joined("Tags")],
            List = ["Name", "CreatedAt"],
        });

        Assert.Equal(["Sample", "SampleList"], definitions.Elements().Select(v => v.Element("Name")!.Value));
        Assert.All(definitions.Elements(), v => Assert.Equal("AtlassianAdmin.ModuleFiles.Tests.Samples.Sample", v.Element("ViewSelectedBy")!.Value));
        XElement table = definitions.Elements().First();
        Assert.Equal($"<GroupBy>{Safe("$_.Id")}<Label>Id</Label></GroupBy>", Plain(table.Element("GroupBy")!));
        Assert.Equal(
            "<TableHeaders><TableColumnHeader><Label>Name</Label><Width>10</Width></TableColumnHeader>"
            + "<TableColumnHeader><Width>5</Width><Alignment>Right</Alignment></TableColumnHeader>"
            + "<TableColumnHeader><Label>Tags</Label></TableColumnHeader></TableHeaders>",
            Plain(table.Descendants("TableHeaders").Single()));
        Assert.Equal(
            $"<TableRowEntry><Wrap /><TableColumnItems><TableColumnItem>{Safe("$_.Name")}</TableColumnItem>"
            + "<TableColumnItem><PropertyName>Size</PropertyName></TableColumnItem>"
            + $"<TableColumnItem>{Safe("$($_.Tags -join ', ')")}</TableColumnItem></TableColumnItems></TableRowEntry>",
            Plain(table.Descendants("TableRowEntry").Single()));
    }

    [Fact]
    public void A_list_shows_a_time_by_a_script_under_the_name_of_its_property()
    {
        List<XElement> items = Write(new View("Sample") { Table = [Column.Property("Name")], List = ["Name", "CreatedAt"] }).Descendants("ListItem").ToList();
        Assert.Equal($"<ListItem><Label>Name</Label>{Safe("$_.Name")}</ListItem>", Plain(items[0]));
        Assert.Equal("CreatedAt", items[1].Element("Label")!.Value);
        Assert.Contains("UtcDateTime.ToString('yyyy-MM-dd HH:mm:ssZ', [cultureinfo]::InvariantCulture)", items[1].Element("ScriptBlock")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_comes_before_the_table() => Assert.Equal(
        ["SampleText", "Sample", "SampleList"],
        Write(new View("Sample") { Text = "Name", Table = [Column.Property("Name")], List = ["Name"] }).Elements().Select(v => v.Element("Name")!.Value));

    [Theory]
    [InlineData(79, "14 17 10 8 8 17")]
    [InlineData(120, "14 38 10 8 8 37")]
    [InlineData(45, "14 1 10 8 8 0")]
    [InlineData(30, "14 1 10 2 0 0")]
    public void Widths_are_those_of_PowerShell(int window, string widths) => Assert.Equal(widths, string.Join(" ", TableWidth.In(
        window,
        [Column.Property("A", 14), Column.Property("B"), Column.Property("C", 10), Column.Property("D", 8), Column.Property("E", 8), Column.Property("F")])));

    [Theory]
    [InlineData(79, "60 18 0")]
    [InlineData(120, "60 18 40")]
    public void A_column_that_yields_goes_before_it_is_broken(int window, string widths) => Assert.Equal(
        widths, string.Join(" ", TableWidth.In(window, [Column.Property("A", 60), Column.Property("B", 18), Column.Yielding("C")])));

    public static TheoryData<string, string> Faults => new()
    {
        { "type", "There is no public type Nothing." },
        { "twins", "There are several types Twin: AtlassianAdmin.ModuleFiles.Tests.Samples.Other.Twin, AtlassianAdmin.ModuleFiles.Tests.Samples.Twin." },
        { "column", "AtlassianAdmin.ModuleFiles.Tests.Samples.Sample has no property Nothing." },
        { "script", "AtlassianAdmin.ModuleFiles.Tests.Samples.Sample has no property Nothing." },
        { "broken", "Sample: the heading CreatedAt is broken in a window of 79 columns: it has 8." },
        { "broken in the narrow window only", "Sample: the heading CreatedAt is broken in a window of 79 columns: it has 4." },
        { "left out", "Sample: the column CreatedAt is left out in a window of 79 columns." },
        { "list", "AtlassianAdmin.ModuleFiles.Tests.Samples.Sample has no property Nothing." },
        { "group", "AtlassianAdmin.ModuleFiles.Tests.Samples.Sample has no property Nothing." },
        { "time", "AtlassianAdmin.ModuleFiles.Tests.Samples.Sample: the column CreatedAt must be a Time or a Day exactly if its property is a DateTimeOffset." },
        { "no time", "AtlassianAdmin.ModuleFiles.Tests.Samples.Sample: the column Size must be a Time or a Day exactly if its property is a DateTimeOffset." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_view_that_does_not_fit_its_type_is_told_with_its_line(string kind, string text)
    {
        Column[] name = [Column.Property("Name")];
        View view = kind switch
        {
            "type" => new("Nothing") { Table = name, List = [] },
            "twins" => new("Twin") { Table = name, List = [] },
            "column" => new("Sample") { Table = [Column.Property("Nothing")], List = [] },
            "script" => new("Sample") { Table = [Column.Joined("Nothing")], List = [] },
            "broken" => new("Sample") { Table = [Column.Day("CreatedAt", 8)], List = [] },
            "broken in the narrow window only" => new("Sample") { Table = [Column.Property("Name", 74), Column.Day("CreatedAt")], List = [] },
            "left out" => new("Sample") { Table = [Column.Property("Name", 79), Column.Day("CreatedAt", 10)], List = [] },
            "list" => new("Sample") { Table = name, List = ["Nothing"] },
            "group" => new("Sample") { GroupBy = Column.Property("Nothing"), Table = name, List = [] },
            "time" => new("Sample") { Table = [Column.Property("CreatedAt")], List = [] },
            _ => new("Sample") { Table = [Column.Day("Size")], List = [] },
        };
        var faults = new List<SourceFault>();
        new FormatFile(_module, faults).Write([view, .. kind is "type" or "twins" ? [new View("Sample") { Table = name, List = [] }] : Array.Empty<View>()]);

        SourceFault fault = Assert.Single(faults);
        Assert.Equal(text, fault.Text);
        Assert.EndsWith("FormatFileTests.cs", fault.File, StringComparison.Ordinal);
        Assert.Equal(view.Line, fault.Line);
    }

    [Fact]
    public void Every_type_that_a_cmdlet_returns_has_one_view()
    {
        var faults = new List<SourceFault>();
        View client = new("AccountStatus") { Table = [], List = [] };
        View sample = new("Sample") { Table = [], List = [] };
        new FormatFile(_module, faults).Write([client]);
        new FormatFile(_module, faults).Write([sample, sample]);

        Assert.Equal(
            ["AtlassianAdmin.ModuleFiles.Tests.Samples.Sample has no view. Get-Sample returns it.", "Sample has two views."],
            faults.Select(f => f.Text).Where(t => !t.Contains("AccountStatus", StringComparison.Ordinal)));
    }

    // Text is shown without what a terminal obeys.
    private static string Safe(string expression) => Plain(new XElement(
        "ScriptBlock", $"{expression} -creplace '{ShownText.Break}', ' ' -creplace '{ShownText.Unsafe}', '{ShownText.Instead}'"));

    private XElement Write(params View[] views)
    {
        var faults = new List<SourceFault>();
        XDocument file = new FormatFile(_module, faults).Write(views);
        Assert.Empty(faults);
        return file.Root!.Element("ViewDefinitions")!;
    }

    private static string Plain(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
