using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Help.Tests;

/// <summary>Where the pages and the help files are, and how their words are compared.</summary>
internal static partial class HelpSources
{
    private static readonly string Repository = typeof(HelpSources).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public static string Pages { get; } = Path.Combine(Repository, "docs", "cmdlets");

    public static string Topics { get; } = Path.Combine(Repository, "docs", "about");

    public static string HelpFiles { get; } = Path.Combine(Repository, "src", "AtlassianAdmin", "en-US");

    public static string Manifest { get; } = File.ReadAllText(Path.Combine(Repository, "AtlassianAdmin.psd1"));

    public static IEnumerable<string> NamesIn(string folder, string pattern) =>
        Directory.GetFiles(folder, pattern).Select(f => Path.GetFileName(f)!).Order();

    /// <summary>A text without the marks of Markdown and without line breaks, which a page and a help file set differently.</summary>
    public static string Words(string text) =>
        Blanks().Replace(Comments().Replace(Fences().Replace(text, ""), "").Replace("`", "", System.StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?m)^```.*$")]
    private static partial Regex Fences();

    [GeneratedRegex("<!--.*?-->")]
    private static partial Regex Comments();
}
