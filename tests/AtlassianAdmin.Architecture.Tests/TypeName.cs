namespace AtlassianAdmin.Architecture.Tests;

/// <summary>A top-level type; its namespace is its folder.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    public override string ToString() => Name;
}
