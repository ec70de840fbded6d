using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Pages;

namespace AtlassianAdmin.ModuleFiles.Help;

/// <summary>The help of the cmdlets as MAML: the words of the pages, and the facts of the classes.</summary>
internal static partial class MamlFile
{
    // What Get-Help leaves of 80 columns where it indents by 4 and by 8.
    private const int Wide = 75;
    private const int Narrow = 71;

    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Write(IEnumerable<CmdletPage> pages) => new(
        new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.Select(CommandElement)));

    private static XElement CommandElement(CmdletPage page)
    {
        CmdletFacts cmdlet = page.Cmdlet;
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                Paragraphs(Maml + "description", page.Synopsis, int.MaxValue),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun)),
            Paragraphs(Maml + "description", page.Description, Wide),
            new XElement(Command + "syntax", cmdlet.Sets.Select(s => Syntax(cmdlet, s))),
            new XElement(
                Command + "parameters",
                cmdlet.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => Described(p, page.Parameters[p.Name]))),
            new XElement(Command + "inputTypes", page.Inputs.Select(i => Type(Command + "inputType", i.Type, i.Description))),
            new XElement(Command + "returnValues", page.Outputs.Select(o => Type(Command + "returnValue", o.Type, o.Description))),
            new XElement(Maml + "alertSet", Paragraphs(Maml + "alert", page.Notes, Narrow)),
            new XElement(Command + "examples", page.Examples.Select(ExampleElement)),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement Syntax(CmdletFacts cmdlet, string? set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.Syntax(set).Select(p => Parameter(p, p.UseIn(set), new XElement(Maml + "description"), Values(p))));

    private static XElement Described(ParameterFacts parameter, ParameterText text) => Parameter(
        parameter,
        parameter.Summary,
        Paragraphs(Maml + "description", text.Description, Narrow),
        Value(parameter),
        new XElement(Dev + "defaultValue", text.Default ?? (parameter.IsSwitch ? "False" : "")));

    private static XElement Parameter(
        ParameterFacts parameter, ParameterUse use, XElement description, XElement? value, XElement? standard = null) => new(
        Command + "parameter",
        new XAttribute("required", use.IsMandatory),
        new XAttribute("variableLength", parameter.Type.FullName.EndsWith("[]", StringComparison.Ordinal)),
        new XAttribute("globbing", parameter.TakesWildcards),
        new XAttribute("pipelineInput", PipelineInput(use)),
        new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        description,
        value,
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type.FullName)),
        standard);

    private static string PipelineInput(ParameterUse use) => use switch
    {
        { ByValue: true, ByPropertyName: true } => "true (ByValue, ByPropertyName)",
        { ByValue: true } => "true (ByValue)",
        { ByPropertyName: true } => "true (ByPropertyName)",
        _ => "false",
    };

    // A switch has no value.
    private static XElement? Value(ParameterFacts parameter) => parameter.IsSwitch ? null : ParameterValue(parameter.Type.Short, required: true);

    // Get-Help shows the group as {one | two}.
    private static XElement? Values(ParameterFacts parameter) => parameter.Values.Count == 0
        ? Value(parameter)
        : new XElement(Command + "parameterValueGroup", parameter.Values.Select(v => ParameterValue(v, required: false)));

    private static XElement ParameterValue(string text, bool required) => new(
        Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", false), text);

    private static XElement Type(XName name, string type, IReadOnlyList<Block> description) => new(
        name,
        new XElement(Dev + "type", new XElement(Maml + "name", type)),
        Paragraphs(Maml + "description", description, Narrow));

    private static XElement ExampleElement(Example example) => new(
        Command + "example",
        new XElement(Maml + "title", $"--------- {example.Title} ---------"),
        Paragraphs(Maml + "introduction", example.Introduction, Wide),
        new XElement(Dev + "code", example.Code),
        // Get-Help sets nothing between one example and the next.
        Paragraphs(Dev + "remarks", [.. example.Remarks, Block.Gap], Wide));

    private static XElement Link(string text)
    {
        Match web = WebLink().Match(text);
        return new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", web.Success ? web.Groups["text"].Value : text),
            new XElement(Maml + "uri", web.Groups["uri"].Value));
    }

    private static XElement Paragraphs(XName name, IEnumerable<Block> blocks, int width) =>
        new(name, blocks.Select(b => new XElement(Maml + "para", string.Join('\n', b.Wrap(width)))));

    [GeneratedRegex(@"^(?<text>.*) \((?<uri>https?:[^)]*)\)$")]
    private static partial Regex WebLink();
}
