using System.Collections.Generic;

namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>An example of a page: what is said before its code, the code, and what is said after it.</summary>
internal sealed record Example(string Title, IReadOnlyList<Block> Introduction, string Code, IReadOnlyList<Block> Remarks);
