using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.ModuleFiles.Tests;

/// <summary>Simple laws of the sentences that people read: short, and without the words that make a second reading necessary.</summary>
public sealed partial class WordsTests
{
    private const int MostWords = 19;

    private static readonly string Repository =
        typeof(WordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public static TheoryData<string> Pages { get; } = new(
        Directory.GetFiles(Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository, "*.md"))
            .Select(f => Path.GetRelativePath(Repository, f).Replace('\\', '/'))
            .Where(f => f != "CHANGELOG.md")
            .Order(StringComparer.Ordinal));

    public static TheoryData<string> Cmdlets { get; } = new(
        Directory.GetFiles(Path.Combine(Repository, "docs", "cmdlets"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));

    [Fact]
    public void A_sentence_of_the_error_catalogue_is_short_and_has_no_riddle()
    {
        string[] sentences = ErrorCatalogue.All.SelectMany(e => Sentences(e.Meaning).Concat(Sentences(e.Remedy)).Select(s => $"{e.Code}: {s}")).ToArray();

        Assert.True(sentences.Length > 200);
        Assert.Equal([], sentences.Where(s => WordsOf(s[(s.IndexOf(':') + 1)..]) > MostWords).ToArray());
        Assert.DoesNotContain(sentences, s => Riddles().IsMatch(s));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_no_riddle(string page) =>
        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(Repository, page)), l => Riddles().IsMatch(l));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_synopsis_is_short(string cmdlet)
    {
        string page = File.ReadAllText(Path.Combine(Repository, "docs", "cmdlets", cmdlet + ".md"));
        string synopsis = Synopsis().Match(page).Groups[1].Value.Trim();

        Assert.NotEmpty(synopsis);
        Assert.DoesNotContain(Sentences(synopsis), s => WordsOf(s) > MostWords);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_parameter_is_described_by_what_it_does_and_not_by_its_name(string cmdlet)
    {
        string page = File.ReadAllText(Path.Combine(Repository, "docs", "cmdlets", cmdlet + ".md"));
        var told = ParameterTexts().Matches(page).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value);

        Assert.NotEmpty(told);
        Assert.Empty(told.Where(p => WordsOf(p.Value) < 3 || !IsSentence().IsMatch(p.Value)).Select(p => $"-{p.Key}: {p.Value}"));
    }

    private static IEnumerable<string> Sentences(string text) => SentenceEnds().Split(text).Where(s => s.Length > 0);

    // A command to type counts as one word.
    private static int WordsOf(string sentence) => Commands().Replace(sentence, "command").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"(?<=[.;:?!])\s+")]
    private static partial Regex SentenceEnds();

    [GeneratedRegex(@"[A-Z][a-z]+-[A-Z]\w+( -\w+( (<[^>]+>|\([^)]*\)|[^\s-][^\s,;.]*))?)*")]
    private static partial Regex Commands();

    [GeneratedRegex(@"\b(whoever|that which|is told|are told|by way of|no person but|the belt|taken nowhere)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Riddles();

    [GeneratedRegex(@"## SYNOPSIS\s+(.*?)\r?\n\r?\n", RegexOptions.Singleline)]
    private static partial Regex Synopsis();

    [GeneratedRegex(@"^### -(?<name>\w+)\s+(?<text>[^\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex ParameterTexts();

    [GeneratedRegex(@"^[A-Z`\-].*[.:`]$")]
    private static partial Regex IsSentence();
}
