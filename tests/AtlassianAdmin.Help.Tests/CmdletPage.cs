using System.IO;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Help.Tests;

/// <summary>A page of docs/cmdlets.</summary>
internal sealed partial class CmdletPage
{
    public CmdletPage(string cmdlet)
    {
        string text = File.ReadAllText(Path.Combine(HelpSources.Pages, cmdlet + ".md"));
        Dictionary<string, string> sections = Split(text, "## ").ToDictionary(s => s.Heading, s => s.Body);
        Synopsis = HelpSources.Words(sections["SYNOPSIS"]);
        Description = HelpSources.Words(sections["DESCRIPTION"]);
        Notes = HelpSources.Words(sections["NOTES"]);
        Parameters = Split(sections["PARAMETERS"], "### ")
            .Where(s => s.Heading.StartsWith('-'))
            .ToDictionary(s => s.Heading[1..], s => HelpSources.Words(s.Body.Split("```yaml")[0]));
        Examples = Split(sections["EXAMPLES"], "### ")
            .Select(s => HelpSources.Words(Code().Match(s.Body).Groups["code"].Value))
            .ToList();
    }

    public string Synopsis { get; }

    public string Description { get; }

    public string Notes { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public IReadOnlyList<string> Examples { get; }

    private static IEnumerable<(string Heading, string Body)> Split(string text, string mark) =>
        Regex.Split(text, $"(?m)^{mark}").Skip(1)
            .Select(part => part.Split('\n', 2))
            .Select(part => (part[0].Trim(), part.Length > 1 ? part[1] : ""));

    [GeneratedRegex("(?ms)^```[^\n]*\n(?<code>.*?)\n```$")]
    private static partial Regex Code();
}
