using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Faults;
using AtlassianAdmin.ModuleFiles.Pages;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests;

/// <summary>The pages of the module itself. What only PowerShell can show is in pester/Help.Tests.ps1.</summary>
public sealed partial class ModulePagesTests
{
    private static readonly string Repository = Metadata("Repository");
    private static readonly string Docs = Path.Combine(Repository, "docs");
    private static readonly string Assemblies = Path.Combine(Repository, "src", "AtlassianAdmin", "bin", Metadata("Configuration"), "netstandard2.0");
    private static readonly Dictionary<string, CmdletPage> Pages = ReadPages();

    public static TheoryData<string> Cmdlets { get; } = new(Pages.Keys);

    [Fact]
    public void Every_cmdlet_is_exported_and_no_other_is()
    {
        string exports = Exports().Match(File.ReadAllText(Path.Combine(Repository, "AtlassianAdmin.psd1"))).Groups[1].Value;
        Assert.Equal(Pages.Keys, Quoted().Matches(exports).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_module_gets_its_views_its_help_and_every_topic()
    {
        var faults = new List<SourceFault>();
        IReadOnlyDictionary<string, string> files = Program.Make(Assemblies, Docs, faults);

        Assert.Empty(faults);
        IEnumerable<string> topics = Directory.GetFiles(Path.Combine(Docs, "about")).Select(f => $"en-US/{Path.GetFileNameWithoutExtension(f)}.help.txt");
        Assert.Equal(topics.Append("AtlassianAdmin.Format.ps1xml").Append("en-US/AtlassianAdmin.dll-Help.xml").Order(), files.Keys.Order());
        Assert.All(files.Values, t => Assert.DoesNotContain('\r', t));
    }

    [Fact]
    public void The_topic_of_errors_tells_every_code_with_meaning_and_remedy()
    {
        string topic = Program.Make(Assemblies, Docs, [])["en-US/about_AtlassianAdmin_Errors.help.txt"];
        string codes = Blanks().Replace(topic[topic.IndexOf("THE CODES", StringComparison.Ordinal)..], " ");

        Assert.EndsWith(string.Join(" ", ErrorCatalogue.All.Select(d => $"{d.Code} {d.Meaning} - What to do: {d.Remedy} - Error category: {d.Kind}")), codes.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_shows_two_examples_of_its_cmdlet(string cmdlet)
    {
        IReadOnlyList<Example> examples = Pages[cmdlet].Examples;
        Assert.True(examples.Count >= 2, "There must be two examples.");
        Assert.All(examples, e => Assert.Contains(cmdlet, e.Code, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, examples.Count), examples.Select(e => int.Parse(Number().Match(e.Title).Groups[1].Value, null)));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_names_only_error_codes_that_exist(string cmdlet)
    {
        string notes = string.Join(" ", Pages[cmdlet].Notes.Select(b => b.Text));
        string[] codes = CodeList().Match(notes).Groups[1].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(codes.Except(ErrorCatalogue.All.Select(d => d.Code)));
    }

    private static Dictionary<string, CmdletPage> ReadPages()
    {
        using var module = new ModuleMetadata(Assemblies);
        return CmdletPage.ReadAll(Path.Combine(Docs, "cmdlets"), module.Cmdlets(), []).ToDictionary(p => p.Cmdlet.Name);
    }

    private static string Metadata(string key) =>
        typeof(ModulePagesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\((.*?)\)", RegexOptions.Singleline)]
    private static partial Regex Exports();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"Error codes: ([^.]+)\.")]
    private static partial Regex CodeList();

    [GeneratedRegex(@"^Example (\d+): .")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
