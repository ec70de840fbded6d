namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>What a block of a page is.</summary>
internal enum BlockKind
{
    Heading,
    Text,
    List,
    Code,
}
