using System.Reflection.Metadata;

namespace AtlassianAdmin.Architecture.Tests;

/// <summary>The types of an assembly by their names, and the top-level type that each of them is in.</summary>
internal sealed class TypeNames(MetadataReader metadata)
{
    private readonly Dictionary<string, TypeDefinitionHandle> _topLevel = metadata.TypeDefinitions
        .Where(h => metadata.GetTypeDefinition(h).GetDeclaringType().IsNil)
        .ToDictionary(h => FullName(metadata, h));

    public TypeName this[TypeDefinitionHandle handle]
    {
        get
        {
            TypeDefinition type = metadata.GetTypeDefinition(Outermost(handle));
            return new TypeName(metadata.GetString(type.Namespace), metadata.GetString(type.Name).Split('`')[0]);
        }
    }

    /// <summary>The type that attributes write as this text; nil when it is none of this assembly.</summary>
    public TypeDefinitionHandle Find(string text) => _topLevel.GetValueOrDefault(text.Split(',', '+')[0]);

    public static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    /// <summary>False for what the compiler adds, and for the types that netstandard2.0 lacks.</summary>
    public bool IsWritten(TypeDefinitionHandle handle)
    {
        (string space, string name) = this[handle];
        return space.Length > 0 && name[0] != '<' && space is not ("System.Runtime.CompilerServices" or "Microsoft.CodeAnalysis");
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle handle)
    {
        while (metadata.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } outer)
            handle = outer;
        return handle;
    }
}
