namespace AtlassianAdmin.ModuleFiles.Tests.Samples.Other;

/// <summary>One of two types with this name.</summary>
public sealed class Twin
{
    public string Name { get; } = "";
}
