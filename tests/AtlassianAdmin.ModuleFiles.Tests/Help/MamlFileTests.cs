using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using AtlassianAdmin.ModuleFiles.Faults;
using AtlassianAdmin.ModuleFiles.Help;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests.Help;

public sealed class MamlFileTests
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XElement _help;

    public MamlFileTests()
    {
        using var pages = new PageFolder(PageFolder.GetSample);
        var faults = new List<SourceFault>();
        XDocument maml = MamlFile.Write(pages.Read(faults));
        Assert.Empty(faults);
        Assert.Equal(["Find-Sample", "Get-Sample"], maml.Root!.Elements().Select(c => c.Element(Command + "details")!.Element(Command + "name")!.Value));
        _help = maml.Root.Elements().Last();
    }

    [Fact]
    public void Words_are_plain_text_and_fit_the_window()
    {
        Assert.Equal("Gets samples with Get-Sample.", _help.Element(Command + "details")!.Element(Maml + "description")!.Value);
        Assert.Equal(
            [
                "Gets samples that are kept in a place that has so long a name that a line\nof help cannot hold it.",
                "- One. See the other cmdlet.\n- Two. See the site (https://example.com/two).",
            ],
            Paragraphs(_help.Element(Maml + "description")!));
        Assert.Equal(["Requests: none."], Paragraphs(_help.Element(Maml + "alertSet")!.Element(Maml + "alert")!));
    }

    [Fact]
    public void Each_set_has_a_syntax_of_its_own()
    {
        List<XElement> items = _help.Element(Command + "syntax")!.Elements().ToList();

        Assert.Equal(2, items.Count);
        XElement search = items[0].Elements(Command + "parameter").Single(p => p.Element(Maml + "name")!.Value == "Id");
        XElement id = items[1].Elements(Command + "parameter").Single(p => p.Element(Maml + "name")!.Value == "Id");
        Assert.Equal(("false", "false", "1"), Binding(search));
        Assert.Equal(("true", "true (ByValue, ByPropertyName)", "0"), Binding(id));
    }

    [Theory]
    [InlineData("State", "open|closed")]
    [InlineData("Color", "Red|Green")]
    [InlineData("Palette", "Red|Green")]
    public void A_syntax_lists_the_values(string parameter, string values)
    {
        XElement listed = _help.Element(Command + "syntax")!.Elements().First().Elements(Command + "parameter").Single(p => p.Element(Maml + "name")!.Value == parameter);
        Assert.Equal(values.Split('|'), listed.Element(Command + "parameterValueGroup")!.Elements().Select(v => v.Value));
        Assert.Null(listed.Element(Command + "parameterValue"));
    }

    [Theory]
    [InlineData("Limit", "int", "25", "none", "false")]
    [InlineData("Name", "string[]", "", "Title, Label", "true")]
    [InlineData("Force", null, "False", "none", "false")]
    [InlineData("WhatIf", null, "False", "wi", "false")]
    [InlineData("State", "string", "", "none", "false")]
    public void A_parameter_has_its_facts(string name, string? value, string standard, string aliases, string wildcards)
    {
        XElement parameter = _help.Element(Command + "parameters")!.Elements().Single(p => p.Element(Maml + "name")!.Value == name);
        Assert.Equal(value, parameter.Element(Command + "parameterValue")?.Value);
        Assert.Equal(standard, parameter.Element(Dev + "defaultValue")!.Value);
        Assert.Equal(aliases, parameter.Attribute("aliases")!.Value);
        Assert.Equal(wildcards, parameter.Attribute("globbing")!.Value);
    }

    [Fact]
    public void A_default_is_not_part_of_the_description()
    {
        XElement limit = _help.Element(Command + "parameters")!.Elements().Single(p => p.Element(Maml + "name")!.Value == "Limit");
        Assert.Equal(["The most."], Paragraphs(limit.Element(Maml + "description")!));
    }

    [Fact]
    public void An_example_has_its_code_between_its_words()
    {
        XElement example = _help.Element(Command + "examples")!.Elements().Single();
        Assert.Equal("--------- Example 1: All ---------", example.Element(Maml + "title")!.Value);
        Assert.Equal(["Before the code."], Paragraphs(example.Element(Maml + "introduction")!));
        Assert.Equal("Get-Sample |\n    Select-Object Name", example.Element(Dev + "code")!.Value);
        Assert.Equal(["After the code.", ""], Paragraphs(example.Element(Dev + "remarks")!));
    }

    [Fact]
    public void Types_have_their_full_names()
    {
        Assert.Equal(["System.String", "System.String[]"], Types(Command + "inputTypes"));
        Assert.Equal(["AtlassianAdmin.ModuleFiles.Tests.Samples.Sample", "System.String"], Types(Command + "returnValues"));
    }

    [Fact]
    public void Links_have_an_address_only_where_they_leave_the_folder()
    {
        Assert.Equal(
            [("Find-Sample", ""), ("The site", "https://example.com/three")],
            _help.Element(Command + "relatedLinks")!.Elements().Select(l => (l.Element(Maml + "linkText")!.Value, l.Element(Maml + "uri")!.Value)));
    }

    private static (string Required, string Pipeline, string Position) Binding(XElement parameter) =>
        (parameter.Attribute("required")!.Value, parameter.Attribute("pipelineInput")!.Value, parameter.Attribute("position")!.Value);

    private IEnumerable<string> Types(XName list) => _help.Element(list)!.Elements().Select(t => t.Element(Dev + "type")!.Element(Maml + "name")!.Value);

    private static IEnumerable<string> Paragraphs(XElement element) => element.Elements(Maml + "para").Select(p => p.Value);
}
