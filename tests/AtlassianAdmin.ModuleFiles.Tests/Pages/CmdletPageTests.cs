using System;
using System.Linq;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests.Pages;

/// <summary>A page that does not fit its cmdlet fails the build, with file and line.</summary>
public sealed class CmdletPageTests
{
    [Fact]
    public void A_page_that_fits_has_no_fault()
    {
        using var pages = new PageFolder(PageFolder.GetSample);
        Assert.Empty(pages.Faults());
    }

    [Theory]
    [InlineData("### -Force\n\nDoes not ask.\n\n", "", "## PARAMETERS", "The parameter -Force is not described.")]
    [InlineData("### -WhatIf\n\nOnly tells.\n\n", "", "## PARAMETERS", "The parameter -WhatIf is not described.")]
    [InlineData("### -Force", "### -Forced\n\nText.\n\n### -Force", "### -Forced", "Get-Sample has no parameter -Forced. Remove it from the page, or rename it.")]
    [InlineData("### -Force", "### -Dropped\n\nText.\n\n### -Force", "### -Dropped", "Get-Sample has no parameter -Dropped. Remove it from the page, or rename it.")]
    [InlineData("### -Key", "### -Id\n\nAgain.\n\n### -Key", "### -Id\n\nAgain.", "-Id is described twice.")]
    [InlineData("Asks.\n", "", "### -Confirm", "-Confirm has no text.")]
    [InlineData("The most.\n\n", "", "### -Limit", "-Limit has no text.")]
    [InlineData("The state.", "The state.\n\n```yaml\nType: System.String\n```", "```yaml", "A parameter is described in words. The build adds its type and its position.")]
    [InlineData("Asks.", "{{ Fill in }}", "{{ Fill in }}", "Something is left to fill in.")]
    [InlineData("### String[]\n\nNames.\n\n", "", "## INPUTS", "The input String[] is not described.")]
    [InlineData("### Sample\n", "### Example\n", "### Example\n", "Get-Sample has no output Example. Remove it from the page, or rename it.")]
    [InlineData("# Get-Sample\n", "# Get-Example\n", "# Get-Example", "The page must begin with the heading # Get-Sample.")]
    [InlineData("## NOTES", "## SYNTAX\n\nText.\n\n## NOTES", "## SYNTAX", "A page has no section SYNTAX: SYNOPSIS, DESCRIPTION, EXAMPLES, PARAMETERS, INPUTS, OUTPUTS, NOTES, RELATED LINKS.")]
    [InlineData("Requests: none.\n", "", "## NOTES", "NOTES has no text.")]
    [InlineData("Requests: none.", "> Requests: none.", "> Requests", "Get-Help cannot show this Markdown (QuoteBlock).")]
    [InlineData("- Two.", "- ![Two](two.png)\n\n      code\n\n- Three.", "      code", "Get-Help cannot show this Markdown (CodeBlock).")]
    [InlineData("Only tells.", "Only <b>tells</b>.", "Only <b>", "Get-Help cannot show this Markdown (HtmlInline).")]
    public void A_fault_is_told_with_its_line(string text, string replacement, string at, string fault)
    {
        string page = PageFolder.GetSample.ReplaceOnce(text, replacement);
        using var pages = new PageFolder(page);

        int line = page[..page.IndexOf(at, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        Assert.Contains($"Get-Sample.md({line}): {fault}", pages.Faults());
    }

    [Fact]
    public void A_section_that_is_missing_or_out_of_order_is_told()
    {
        using var without = new PageFolder(PageFolder.GetSample.ReplaceOnce("## NOTES\n\nRequests: none.\n\n", ""));
        Assert.Contains("Get-Sample.md(1): The section NOTES is missing.", without.Faults());

        using var swapped = new PageFolder(PageFolder.GetSample.ReplaceOnce("## SYNOPSIS", "## X").ReplaceOnce("## DESCRIPTION", "## SYNOPSIS").ReplaceOnce("## X", "## DESCRIPTION"));
        Assert.Equal(["Get-Sample.md(1): The sections must stand once and in this order: SYNOPSIS, DESCRIPTION, EXAMPLES, PARAMETERS, INPUTS, OUTPUTS, NOTES, RELATED LINKS."], swapped.Faults());
    }

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        using var pages = new PageFolder(PageFolder.GetSample);
        pages.Remove("Find-Sample.md");
        pages.Write("Get-Other.md", PageFolder.GetSample);

        Assert.Equal(
            ["Get-Other.md(1): There is no cmdlet of this name. Remove the page, or rename it.", "Find-Sample.md(1): Find-Sample has no page. Write it."],
            pages.Faults());
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        using var pages = new PageFolder(PageFolder.GetSample.ReplaceOnce("### -Force", "### -Forced").ReplaceOnce("An id.\n", ""));
        Assert.Equal(3, pages.Faults().Count);
    }
}
