using System.IO;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Help.Tests;

/// <summary>The about topics, their committed help files and the error catalogue agree.</summary>
public sealed partial class TopicTests
{
    private const string ErrorTopic = "about_AtlassianAdmin_Errors";

    public static TheoryData<string> Topics { get; } =
        new(HelpSources.NamesIn(HelpSources.Topics, "*.md").Select(n => n[..^".md".Length]));

    [Fact]
    public void Every_topic_has_a_help_file_and_there_is_no_other()
    {
        IEnumerable<string> expected = HelpSources.NamesIn(HelpSources.Topics, "*.md")
            .Select(n => Path.ChangeExtension(n, ".help.txt"))
            .Append("AtlassianAdmin.dll-Help.xml");

        Assert.Equal(expected.Order(StringComparer.Ordinal), HelpSources.NamesIn(HelpSources.HelpFiles, "*").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void The_help_file_says_what_the_topic_says(string topic)
    {
        string page = Read(HelpSources.Topics, topic + ".md");
        page = FirstHeading().Replace(page, "TOPIC $1");
        page = SecondHeading().Replace(page, m => m.Groups[1].Value.ToUpperInvariant());
        page = ThirdHeading().Replace(page, "$1");

        Assert.Equal(HelpSources.Words(page), HelpSources.Words(Read(HelpSources.HelpFiles, topic + ".help.txt")));
    }

    [Fact]
    public void The_topic_of_errors_tells_every_code_with_meaning_and_remedy()
    {
        string page = HelpSources.Words(Read(HelpSources.Topics, ErrorTopic + ".md").Split("-->")[1]);
        IEnumerable<string> codes = ErrorCatalogue.All.Select(d =>
            $"### {d.Code} {d.Meaning} - What to do: {d.Remedy} - Error category: {d.Kind}");

        Assert.Equal(string.Join(" ", codes), page);
    }

    [Fact]
    public void Every_error_code_that_a_cmdlet_page_names_exists()
    {
        HashSet<string> known = ErrorCatalogue.All.Select(d => d.Code).ToHashSet();
        foreach (CmdletClass cmdlet in CmdletClass.All)
        {
            string notes = new CmdletPage(cmdlet.Name).Notes;
            Match codes = CodeList().Match(notes);
            foreach (string code in codes.Groups[1].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
                Assert.True(known.Contains(code), $"{cmdlet.Name} names {code}, which is no error code.");
        }
    }

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));

    [GeneratedRegex("(?m)^# (.*)$")]
    private static partial Regex FirstHeading();

    [GeneratedRegex("(?m)^## (.*)$")]
    private static partial Regex SecondHeading();

    [GeneratedRegex("(?m)^### (.*)$")]
    private static partial Regex ThirdHeading();

    [GeneratedRegex(@"Error codes: ([^.]+)\.")]
    private static partial Regex CodeList();
}
