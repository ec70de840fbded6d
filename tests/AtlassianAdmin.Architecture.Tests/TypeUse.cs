namespace AtlassianAdmin.Architecture.Tests;

/// <summary>A type of a folder that names a type of another. Both are top-level types; what the compiler made of them counts for them.</summary>
internal sealed record TypeUse(TypeName User, TypeName Used);
