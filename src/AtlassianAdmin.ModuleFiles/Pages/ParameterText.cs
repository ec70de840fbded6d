using System.Collections.Generic;

namespace AtlassianAdmin.ModuleFiles.Pages;

/// <summary>What a page says about a parameter; the default value where it tells one.</summary>
internal sealed record ParameterText(IReadOnlyList<Block> Description, string? Default);
