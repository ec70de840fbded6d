using System.Linq;
using AtlassianAdmin.ModuleFiles.Pages;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests.Pages;

public sealed class BlockTests
{
    [Theory]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("one two three", 12, "one two|three")]
    [InlineData("one extraordinarily-long two", 10, "one|extraordinarily-long|two")]
    [InlineData("", 10, "")]
    public void Text_is_broken_between_words(string text, int width, string lines) =>
        Assert.Equal(lines.Split('|'), new Block(BlockKind.Text, 1, [text]).Wrap(width));

    [Fact]
    public void An_item_goes_on_below_its_text() =>
        Assert.Equal(["- one two", "  three", "- four"], new Block(BlockKind.List, 1, ["- one two three", "- four"]).Wrap(9));

    [Fact]
    public void Code_is_never_broken() =>
        Assert.Equal(["    Get-Sample -Name one", "", "    Two"], new Block(BlockKind.Code, 1, ["Get-Sample -Name one", "", "Two"]).Wrap(9).ToList());
}
