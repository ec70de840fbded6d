using System;
using System.Collections.Generic;
using System.Linq;

namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>A heading of a page and what stands below it.</summary>
internal sealed record Section(string Heading, int Line, IReadOnlyList<Block> Blocks)
{
    /// <summary>What stands before the first section below this one.</summary>
    public IReadOnlyList<Block> Introduction => Blocks.TakeWhile(b => b.Kind != BlockKind.Heading).ToList();

    /// <summary>The sections of a level among these blocks.</summary>
    public static IReadOnlyList<Section> Split(IReadOnlyList<Block> blocks, int level)
    {
        List<int> starts = Enumerable.Range(0, blocks.Count).Where(i => blocks[i].Kind == BlockKind.Heading && blocks[i].Level == level).ToList();
        return starts
            .Zip(starts.Skip(1).Append(blocks.Count), (start, end) => new Section(
                blocks[start].Text, blocks[start].Line, blocks.Take(new Range(start + 1, end)).ToList()))
            .ToList();
    }
}
