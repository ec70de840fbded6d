using System.Collections.Generic;
using System.Linq;
using System.Text;
using AtlassianAdmin.ModuleFiles.Pages;

namespace AtlassianAdmin.ModuleFiles.Help;

/// <summary>An about topic as Get-Help reads it.</summary>
internal static class AboutTopic
{
    private const int Width = 75;

    public static string Write(IEnumerable<Block> blocks)
    {
        var text = new StringBuilder();
        foreach (Block block in blocks)
        {
            IEnumerable<string> lines = block switch
            {
                { Kind: BlockKind.Heading, Level: 1 } => ["TOPIC", "    " + block.Text, ""],
                { Kind: BlockKind.Heading, Level: 2 } => [block.Text.ToUpperInvariant()],
                { Kind: BlockKind.Heading } => ["  " + block.Text],
                _ => block.Wrap(Width).Select(l => l.Length == 0 ? "" : "    " + l).Append(""),
            };
            text.AppendJoin('\n', lines).Append('\n');
        }
        return text.ToString().TrimEnd() + "\n";
    }
}
