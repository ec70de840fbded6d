using System.Collections.Generic;
using System.Linq;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.ModuleFiles.Pages;

namespace AtlassianAdmin.ModuleFiles.Help;

/// <summary>The error catalogue, as the end of about_AtlassianAdmin_Errors.</summary>
internal static class ErrorCodes
{
    public const string Topic = "about_AtlassianAdmin_Errors";

    public static IEnumerable<Block> Blocks { get; } = ErrorCatalogue.All.SelectMany(d => new Block[]
    {
        new(BlockKind.Heading, 0, [d.Code], 3),
        new(BlockKind.Text, 0, [d.Meaning]),
        new(BlockKind.List, 0, [$"- What to do: {d.Remedy}", $"- Error category: {d.Kind}"]),
    });
}
