using System.Text.RegularExpressions;

namespace AtlassianAdmin.Help.Tests;

/// <summary>The pages, the committed help file and the cmdlets agree. What only PowerShell can show is in pester/Help.Tests.ps1.</summary>
public sealed partial class CmdletHelpTests
{
    public static TheoryData<string> Cmdlets { get; } = new(CmdletClass.All.Select(c => c.Name));

    [Fact]
    public void Every_cmdlet_is_exported_and_has_a_page_and_help_and_no_other_has()
    {
        string[] names = CmdletClass.All.Select(c => c.Name).ToArray();
        string exports = Exports().Match(HelpSources.Manifest).Groups[1].Value;

        Assert.Equal(names, Quoted().Matches(exports).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(names, HelpSources.NamesIn(HelpSources.Pages, "*").Select(n => n[..^".md".Length]).Order(StringComparer.Ordinal));
        Assert.Equal(names, CmdletHelp.All.Select(h => h.Cmdlet).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described_on_the_page_and_in_the_help_and_no_other_is(string cmdlet)
    {
        CmdletPage page = new(cmdlet);
        CmdletHelp help = HelpOf(cmdlet);

        Assert.Equal(CmdletClass.All.Single(c => c.Name == cmdlet).Parameters, page.Parameters.Keys.Order());
        Assert.Equal(page.Parameters.OrderBy(p => p.Key), help.Parameters.OrderBy(p => p.Key));
        Assert.All(page.Parameters, p => Assert.True(p.Value.Length > 10, $"-{p.Key} is not described."));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_help_says_what_the_page_says(string cmdlet)
    {
        CmdletPage page = new(cmdlet);
        CmdletHelp help = HelpOf(cmdlet);

        Assert.Equal(page.Synopsis, help.Synopsis);
        Assert.Equal(page.Description, help.Description);
        Assert.Equal(page.Notes, help.Notes);
        Assert.Equal(page.Examples, help.Examples);
        Assert.True(page.Examples.Count >= 2, "There must be two examples.");
        Assert.All(page.Examples, e => Assert.Contains(cmdlet, e, StringComparison.Ordinal));
        Assert.All([page.Synopsis, page.Description, page.Notes], t => Assert.NotEmpty(t));
        Assert.DoesNotContain("{{", page.Synopsis + page.Description + page.Notes, StringComparison.Ordinal);
    }

    private static CmdletHelp HelpOf(string cmdlet) => CmdletHelp.All.Single(h => h.Cmdlet == cmdlet);

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\((.*?)\)", RegexOptions.Singleline)]
    private static partial Regex Exports();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
