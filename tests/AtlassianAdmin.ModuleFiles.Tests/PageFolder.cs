using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AtlassianAdmin.ModuleFiles.Facts;
using AtlassianAdmin.ModuleFiles.Faults;
using AtlassianAdmin.ModuleFiles.Pages;

namespace AtlassianAdmin.ModuleFiles.Tests;

/// <summary>A folder with the pages of the sample cmdlets.</summary>
internal sealed class PageFolder : IDisposable
{
    private const string FindSample = """
        # Find-Sample

        ## SYNOPSIS

        Finds samples.

        ## DESCRIPTION

        Finds them.

        ## EXAMPLES

        ## PARAMETERS

        ### -Color

        Their color.

        ### -First

        How many.

        ### -IncludeTotalCount

        Counts them.

        ### -Skip

        How many to leave out.

        ## INPUTS

        ### None

        This cmdlet takes nothing from the pipeline.

        ## OUTPUTS

        ### FileInfo

        The files.

        ## NOTES

        None.

        ## RELATED LINKS

        - [Get-Sample](Get-Sample.md)
        """;

    /// <summary>The page of Get-Sample, without a fault.</summary>
    public static string GetSample { get; } = """
        # Get-Sample

        ## SYNOPSIS

        Gets *samples* with `Get-Sample`.

        ## DESCRIPTION

        Gets samples that are kept in a place that has so long a name that a line of help cannot hold it.

        - One. See [the other cmdlet](Find-Sample.md).
        - Two. See [the site](https://example.com/two).

        ## EXAMPLES

        ### Example 1: All

        Before the code.

        ```powershell
        Get-Sample |
            Select-Object Name
        ```

        After the code.

        ## PARAMETERS

        ### -Color

        Their color: Red or Green.

        ### -Confirm

        Asks.

        ### -Force

        Does not ask.

        ### -Id

        The id.

        ### -Kept

        What is kept.

        ### -Key

        The key.

        ### -Limit

        The most.

        Default: 25

        ### -Name

        The names.

        ### -Palette

        The colors.

        ### -Since

        The first day.

        ### -State

        The state.

        ### -WhatIf

        Only tells.

        ## INPUTS

        ### String

        An id.

        ### String[]

        Names.

        ## OUTPUTS

        ### Sample

        A sample.

        ### String

        A text.

        ## NOTES

        Requests: none.

        ## RELATED LINKS

        - [Find-Sample](Find-Sample.md)
        - [The site](https://example.com/three)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pages").FullName;

    public PageFolder(string getSample)
    {
        Write("Find-Sample.md", FindSample);
        Write("Get-Sample.md", getSample);
    }

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Remove(string name) => File.Delete(PathOf(name));

    public IReadOnlyList<CmdletPage> Read(ICollection<SourceFault> faults)
    {
        using var module = new ModuleMetadata(AppContext.BaseDirectory);
        return CmdletPage.ReadAll(_folder, module.Cmdlets(), faults);
    }

    /// <summary>What is wrong with the pages, as "file(line): text".</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<SourceFault>();
        Read(faults);
        return faults.Select(f => $"{Path.GetFileName(f.File)}({f.Line}): {f.Text}").ToList();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
