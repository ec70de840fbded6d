using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Faults;

namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>The page of a cmdlet: the words of its help. It must fit what the cmdlet's class declares.</summary>
internal sealed class CmdletPage
{
    private const string NoType = "None";
    private const string DefaultMark = "Default: ";

    private static readonly string[] Headings =
        ["SYNOPSIS", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string _file;
    private readonly ICollection<SourceFault> _faults;
    private readonly Dictionary<string, Section> _sections;

    private CmdletPage(string file, CmdletFacts cmdlet, ICollection<SourceFault> faults)
    {
        _file = file;
        _faults = faults;
        IReadOnlyList<Block> blocks = new MarkdownReader(file, faults).Read();
        if (blocks is not [{ Kind: BlockKind.Heading, Level: 1 } title, ..] || title.Text != cmdlet.Name)
            Report(1, $"The page must begin with the heading # {cmdlet.Name}.");
        foreach (Block block in blocks.Where(b => b.Text.Contains("{{", StringComparison.Ordinal)))
            Report(block.Line, "Something is left to fill in.");
        _sections = Sections(blocks);

        Cmdlet = cmdlet;
        Synopsis = Words(_sections["SYNOPSIS"]);
        Description = Words(_sections["DESCRIPTION"]);
        Notes = Words(_sections["NOTES"]);
        Examples = Section.Split(_sections["EXAMPLES"].Blocks, 3).Select(ReadExample).ToList();
        Parameters = ReadParameters(_sections["PARAMETERS"]);
        Inputs = ReadTypes("INPUTS", "input", cmdlet.Inputs);
        Outputs = ReadTypes("OUTPUTS", "output", cmdlet.Outputs);
        Links = _sections["RELATED LINKS"].Blocks.Where(b => b.Kind == BlockKind.List).SelectMany(b => b.Lines).Select(l => l[2..]).ToList();
    }

    public CmdletFacts Cmdlet { get; }

    public IReadOnlyList<Block> Synopsis { get; }

    public IReadOnlyList<Block> Description { get; }

    public IReadOnlyList<Block> Notes { get; }

    public IReadOnlyList<Example> Examples { get; }

    public IReadOnlyDictionary<string, ParameterText> Parameters { get; }

    /// <summary>The types that the pipeline takes, by their full names, and what is said about each.</summary>
    public IReadOnlyList<(string Type, IReadOnlyList<Block> Description)> Inputs { get; }

    public IReadOnlyList<(string Type, IReadOnlyList<Block> Description)> Outputs { get; }

    public IReadOnlyList<string> Links { get; }

    /// <summary>Reads the pages of a folder: one for each cmdlet, and no other.</summary>
    public static IReadOnlyList<CmdletPage> ReadAll(string folder, IReadOnlyList<CmdletFacts> cmdlets, ICollection<SourceFault> faults)
    {
        string PathOf(CmdletFacts cmdlet) => Path.Combine(folder, cmdlet.Name + ".md");

        foreach (string file in Directory.GetFiles(folder, "*.md").Except(cmdlets.Select(PathOf)).Order(StringComparer.Ordinal))
            faults.Add(new(file, 1, "There is no cmdlet of this name. Remove the page, or rename it."));
        foreach (CmdletFacts cmdlet in cmdlets.Where(c => !File.Exists(PathOf(c))))
            faults.Add(new(PathOf(cmdlet), 1, $"{cmdlet.Name} has no page. Write it."));
        return cmdlets.Where(c => File.Exists(PathOf(c))).Select(c => new CmdletPage(PathOf(c), c, faults)).ToList();
    }

    private Dictionary<string, Section> Sections(IReadOnlyList<Block> blocks)
    {
        IReadOnlyList<Section> found = Section.Split(blocks, 2);
        foreach (Section section in found.Where(s => !Headings.Contains(s.Heading)))
            Report(section.Line, $"A page has no section {section.Heading}: {string.Join(", ", Headings)}.");
        foreach (string missing in Headings.Except(found.Select(s => s.Heading)))
            Report(1, $"The section {missing} is missing.");
        if (!found.Select(s => s.Heading).Where(Headings.Contains).SequenceEqual(Headings.Where(h => found.Any(s => s.Heading == h))))
            Report(1, $"The sections must stand once and in this order: {string.Join(", ", Headings)}.");
        return Headings.ToDictionary(h => h, h => found.FirstOrDefault(s => s.Heading == h) ?? new(h, 1, []));
    }

    private IReadOnlyList<Block> Words(Section section)
    {
        if (section.Introduction.Count == 0)
            Report(section.Line, $"{section.Heading} has no text.");
        return section.Introduction;
    }

    private static Example ReadExample(Section section)
    {
        int code = section.Blocks.TakeWhile(b => b.Kind != BlockKind.Code).Count();
        return new(
            section.Heading,
            section.Blocks.Take(code).ToList(),
            code < section.Blocks.Count ? section.Blocks[code].Text : "",
            section.Blocks.Skip(code + 1).ToList());
    }

    private Dictionary<string, ParameterText> ReadParameters(Section section)
    {
        IReadOnlyList<Section> described = Unique(Section.Split(section.Blocks, 3));
        Compare(section, described, "parameter", Cmdlet.Parameters.Select(p => "-" + p.Name));
        return described.ToDictionary(s => s.Heading.TrimStart('-'), ReadParameter);
    }

    private ParameterText ReadParameter(Section section)
    {
        foreach (Block code in section.Blocks.Where(b => b.Kind == BlockKind.Code))
            Report(code.Line, "A parameter is described in words. The build adds its type and its position.");
        string? standard = section.Blocks is [.., { Kind: BlockKind.Text } last] && last.Text.StartsWith(DefaultMark, StringComparison.Ordinal)
            ? last.Text[DefaultMark.Length..]
            : null;
        return new(standard is null ? Words(section) : Words(section with { Blocks = section.Blocks.SkipLast(1).ToList() }), standard);
    }

    private List<(string, IReadOnlyList<Block>)> ReadTypes(string heading, string what, IReadOnlyList<TypeName> types)
    {
        Section section = _sections[heading];
        IReadOnlyList<Section> described = Unique(Section.Split(section.Blocks, 3));
        Compare(section, described, what, types.Select(t => t.Simple).DefaultIfEmpty(NoType));
        return described.Select(s => (types.FirstOrDefault(t => t.Simple == s.Heading)?.FullName ?? NoType, Words(s))).ToList();
    }

    private List<Section> Unique(IReadOnlyList<Section> sections)
    {
        foreach (Section again in sections.GroupBy(s => s.Heading).SelectMany(g => g.Skip(1)))
            Report(again.Line, $"{again.Heading} is described twice.");
        return sections.DistinctBy(s => s.Heading).ToList();
    }

    private void Compare(Section section, IReadOnlyList<Section> described, string what, IEnumerable<string> names)
    {
        List<string> wanted = names.ToList();
        foreach (Section surplus in described.Where(s => !wanted.Contains(s.Heading)))
            Report(surplus.Line, $"{Cmdlet.Name} has no {what} {surplus.Heading}. Remove it from the page, or rename it.");
        foreach (string missing in wanted.Except(described.Select(s => s.Heading)))
            Report(section.Line, $"The {what} {missing} is not described.");
    }

    private void Report(int line, string text) => _faults.Add(new(_file, line, text));
}
