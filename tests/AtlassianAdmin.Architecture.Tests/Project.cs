namespace AtlassianAdmin.Architecture.Tests;

/// <summary>A project of ours, and which others it may use.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> MayUse)
{
    public static IReadOnlyList<Project> All { get; } =
    [
        new("AtlassianAdmin.Client", []),
        new("AtlassianAdmin.Changes", ["AtlassianAdmin.Client"]),
        new("AtlassianAdmin.Reviews", ["AtlassianAdmin.Changes", "AtlassianAdmin.Client"]),
        new("AtlassianAdmin.Sandbox", ["AtlassianAdmin.Client"]),
        new("AtlassianAdmin.ModuleFiles", ["AtlassianAdmin.Client"]),
        new("AtlassianAdmin", ["AtlassianAdmin.Changes", "AtlassianAdmin.Client", "AtlassianAdmin.Reviews", "AtlassianAdmin.Sandbox"]),
    ];

    public static TheoryData<string> Names => [.. All.Select(p => p.Name)];

    public OurAssembly Assembly => OurAssembly.Read(Name);

    public static Project Of(string name) => All.Single(p => p.Name == name);
}
