using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AtlassianAdmin.Architecture.Tests;

/// <summary>The cmdlets of an assembly, and the loops in them.</summary>
internal sealed class Cmdlets
{
    private const string Attribute = "CmdletAttribute";

    private Cmdlets(IReadOnlyList<string> names, IReadOnlyList<string> loops)
    {
        Names = names;
        Loops = loops;
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// The methods that can go back to an earlier instruction, or call a <c>ForEach</c>. What the compiler makes of a lambda, an iterator or an
    /// asynchronous method counts for the cmdlet that it is written in.
    /// </summary>
    public IReadOnlyList<string> Loops { get; }

    /// <summary>Reads the assembly of that name beside the tests.</summary>
    public static Cmdlets Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        MetadataReader metadata = file.GetMetadataReader();
        TypeDefinition[] cmdlets = [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => type.GetCustomAttributes().Any(a => IsCmdlet(metadata, a)))];
        IEnumerable<string> loops =
            from cmdlet in cmdlets
            from type in Within(metadata, cmdlet)
            from method in type.GetMethods().Select(metadata.GetMethodDefinition)
            where method.RelativeVirtualAddress != 0 && Loops(metadata, file.GetMethodBody(method.RelativeVirtualAddress))
            select $"{metadata.GetString(cmdlet.Name)}: {metadata.GetString(type.Name)}.{metadata.GetString(method.Name)}";
        return new Cmdlets([.. cmdlets.Select(c => metadata.GetString(c.Name))], [.. loops]);

        static bool Loops(MetadataReader metadata, MethodBodyBlock body) =>
            MethodBody.GoesBack(body.GetILReader()) || MethodBody.Operands(body.GetILReader()).Any(operand => NameOf(metadata, operand) == "ForEach");
    }

    private static IEnumerable<TypeDefinition> Within(MetadataReader metadata, TypeDefinition type) =>
        type.GetNestedTypes().Select(metadata.GetTypeDefinition).SelectMany(nested => Within(metadata, nested)).Prepend(type);

    // A constructor bears no name of its own: the name of its type counts.
    private static bool IsCmdlet(MetadataReader metadata, CustomAttributeHandle attribute)
    {
        EntityHandle constructor = metadata.GetCustomAttribute(attribute).Constructor;
        return constructor.Kind == HandleKind.MemberReference
            ? NameOf(metadata, metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent) == Attribute
            : NameOf(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()) == Attribute;
    }

    private static string? NameOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name),
        HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)handle).Name),
        HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
        HandleKind.MethodDefinition => metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name),
        HandleKind.MethodSpecification => NameOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        _ => null,
    };
}
