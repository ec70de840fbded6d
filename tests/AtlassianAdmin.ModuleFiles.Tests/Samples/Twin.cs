namespace AtlassianAdmin.ModuleFiles.Tests.Samples;

/// <summary>One of two types with this name.</summary>
public sealed class Twin
{
    public string Name { get; } = "";
}
