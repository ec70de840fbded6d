using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.ModuleFiles.Tests;

/// <summary>Simple laws of the sentences that people read: short, and without the words that make a second reading necessary.</summary>
public sealed partial class WordsTests
{
    private const int MostWords = 19;
    private const int MostWordsOfHelp = 24;

    private static readonly string[] HelpFolders = ["docs/cmdlets/", "docs/about/", "docs/guides/"];

    private static readonly string[] SmallWords = ["the", "a", "an", "of", "new"];

    private static readonly string Repository =
        typeof(WordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    private static readonly string[] Paths = Directory.GetFiles(Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.GetFiles(Repository, "*.md"))
        .Select(f => Path.GetRelativePath(Repository, f).Replace('\\', '/'))
        .Where(f => f != "CHANGELOG.md")
        .Order(StringComparer.Ordinal)
        .ToArray();

    public static TheoryData<string> Pages { get; } = new(Paths);

    public static TheoryData<string> HelpPages { get; } = new(Paths.Where(p => HelpFolders.Any(f => p.StartsWith(f, StringComparison.Ordinal))));

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
    [MemberData(nameof(HelpPages))]
    public void A_page_of_help_has_no_word_that_makes_a_second_reading_necessary(string page) =>
        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(Repository, page)), l => RareWords().IsMatch(l));

    // The figures of scale.md are read with a calculator.
    [Theory]
    [MemberData(nameof(HelpPages))]
    public void A_sentence_of_help_is_read_in_one_breath(string page) =>
        Assert.Empty(page == "docs/guides/scale.md" ? [] : TooLong(Path.Combine(Repository, page)));

    [Fact]
    public void A_long_sentence_is_found_wherever_it_stands_and_whatever_it_holds()
    {
        string words = string.Join(' ', Enumerable.Repeat("word", MostWordsOfHelp));
        string page = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(page,
            [
                "# Heading", "", $"Good {words[5..]}. Short.", "",
                $"Long {words}.", "",
                $"Long {words[..49]};", $"{words[50..]}: more.", "",
                $"- Long {words}", $"- Good `{words} {words}` and [link]({words}).", "",
                "```powershell", $"Code {words}.", "```",
                "A list: `One`, `Two`, `Three` and `Four` of AccountId, Email, Name and Status. about_Topic says more.",
                $"| Table | {words} |", $"1. Long e.g. {words}",
            ]);

            Assert.Equal([5, 7, 10, 18], TooLong(page).Select(s => s.Line));
            Assert.Equal([5, 3], Prose.Sentences("A list: `One`, `Two`, `Three` and `Four` of AccountId, Email, Name and Status. about_Topic says more.").Select(Prose.Words));
        }
        finally
        {
            File.Delete(page);
        }
    }

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
        Assert.Empty(told.Where(p => WordsOf(p.Value) < 3 || !IsSentence().IsMatch(p.Value) || SaysOnlyItsName(p.Key, p.Value)).Select(p => $"-{p.Key}: {p.Value}"));
    }

    [Theory]
    [InlineData("DisplayName", "The display name.", true)]
    [InlineData("DisplayName", "The new display name. It can be long.", true)]
    [InlineData("Group", "The groups.", true)]
    [InlineData("ScimDirectoryId", "The id of the SCIM directory.", true)]
    [InlineData("DisplayName", "The display name of the user.", false)]
    [InlineData("Group", "The groups to delete.", false)]
    public void A_description_that_says_only_the_name_is_seen(string parameter, string text, bool says) =>
        Assert.Equal(says, SaysOnlyItsName(parameter, text));

    // The first sentence, without small words, "new" and the words of the name.
    private static bool SaysOnlyItsName(string parameter, string text) =>
        Word().Matches(Prose.Sentences(text).First()).Select(w => w.Value)
            .All(w => SmallWords.Contains(w, StringComparer.OrdinalIgnoreCase) || parameter.Contains(w.Length > 3 ? w.TrimEnd('s') : w, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(int Line, string Sentence)> TooLong(string page) => Prose.Read(page).Where(s => Prose.Words(s.Sentence) > MostWordsOfHelp);

    private static IEnumerable<string> Sentences(string text) => SentenceEnds().Split(text).Where(s => s.Length > 0);

    // A command to type counts as one word.
    private static int WordsOf(string sentence) => Commands().Replace(sentence, "command").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"(?<=[.;:?!])\s+")]
    private static partial Regex SentenceEnds();

    [GeneratedRegex(@"[A-Z][a-z]+-[A-Z]\w+( -\w+( (<[^>]+>|\([^)]*\)|[^\s-][^\s,;.]*))?)*")]
    private static partial Regex Commands();

    [GeneratedRegex(@"\b(whoever|that which|such a|is told|are told|by way of|no person but|the belt|taken nowhere|besides|for want of|whereof|wherein|whereby|whence|thereof|thereby|therein|howsoever|whatsoever|notwithstanding|lest|shall)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Riddles();

    // The state of an account is deactivated; disabled is what somebody did to it.
    [GeneratedRegex(@"\b(of what|anew|passed over|all the same|already disabled|disabled already|disabled (person|people))\b", RegexOptions.IgnoreCase)]
    private static partial Regex RareWords();

    [GeneratedRegex(@"## SYNOPSIS\s+(.*?)\r?\n\r?\n", RegexOptions.Singleline)]
    private static partial Regex Synopsis();

    [GeneratedRegex(@"^### -(?<name>\w+)\s+(?<text>[^\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex ParameterTexts();

    [GeneratedRegex(@"[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Z`\-].*[.:`]$")]
    private static partial Regex IsSentence();
}
