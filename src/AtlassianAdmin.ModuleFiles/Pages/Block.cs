using System.Collections.Generic;
using System.Linq;

namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>A block of a page as plain text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line of the page where it begins.</param>
/// <param name="Lines">Its text: one line a list item or line of code, else one line.</param>
/// <param name="Level">The level of a heading.</param>
internal sealed record Block(BlockKind Kind, int Line, IReadOnlyList<string> Lines, int Level = 0)
{
    public static Block Gap { get; } = new(BlockKind.Text, 0, [""]);

    public string Text => string.Join('\n', Lines);

    /// <summary>The text in lines of a width. Get-Help breaks longer ones in the middle of a word.</summary>
    public IEnumerable<string> Wrap(int width) => Kind switch
    {
        BlockKind.Code => Lines.Select(l => l.Length == 0 ? "" : "    " + l),
        BlockKind.List => Lines.SelectMany(l => Wrap(l, width, "  ")),
        _ => Lines.SelectMany(l => Wrap(l, width, "")),
    };

    private static IEnumerable<string> Wrap(string text, int width, string indent)
    {
        string? line = null;
        foreach (string word in text.Split(' '))
        {
            if (line is not null && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = indent + word;
            }
            else
            {
                line = line is null ? word : $"{line} {word}";
            }
        }
        yield return line!;
    }
}
