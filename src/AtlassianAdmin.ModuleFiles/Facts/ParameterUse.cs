namespace AtlassianAdmin.ModuleFiles.Facts;

/// <summary>A parameter as one parameter set has it.</summary>
/// <param name="Set">The name of the set; null for all sets.</param>
/// <param name="Position">The position; null for a parameter that must be named.</param>
/// <param name="IsMandatory">Whether the parameter must be given.</param>
/// <param name="ByValue">Whether it takes whole objects from the pipeline.</param>
/// <param name="ByPropertyName">Whether it takes properties of objects from the pipeline.</param>
internal sealed record ParameterUse(string? Set, int? Position, bool IsMandatory, bool ByValue, bool ByPropertyName)
{
    public bool TakesPipeline => ByValue || ByPropertyName;

    public bool IsIn(string? set) => Set is null || Set == set;
}
