using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AtlassianAdmin.Tests.Engines;

/// <summary>An assembly, PowerShell's own or the runtime's, as something that others use. It is read and never loaded.</summary>
internal sealed class EngineAssembly
{
    /// <summary>The name of PowerShell's own assembly.</summary>
    public const string Name = "System.Management.Automation";

    private readonly Dictionary<string, EngineType> _types = new(StringComparer.Ordinal);

    private EngineAssembly(MetadataReader reader)
    {
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
            _types[SignatureText.NameOf(reader, handle)] = EngineType.Read(reader, handle);
    }

    public static EngineAssembly Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new EngineAssembly(file.GetMetadataReader());
    }

    /// <summary>True when others can use such a type.</summary>
    public bool HasType(string type) => _types.TryGetValue(type, out EngineType? found) && found.IsVisible;

    /// <summary>True when others can use such a member of a type: it is the type's own, or comes from a base type.</summary>
    public bool HasMember(string type, string member) => Lineage(type).Any(t => t.VisibleMembers.Contains(member));

    /// <summary>True when reflection finds a method, field, property or event of that name, whoever may use it.</summary>
    public bool HasMemberNamed(string type, string name) => Lineage(type).Any(t => t.Names.Contains(name));

    private IEnumerable<EngineType> Lineage(string type)
    {
        for (EngineType? next = _types.GetValueOrDefault(type); next is not null; next = next.BaseType is null ? null : _types.GetValueOrDefault(next.BaseType))
            yield return next;
    }

    private sealed record EngineType(bool IsVisible, string? BaseType, HashSet<string> VisibleMembers, HashSet<string> Names)
    {
        public static EngineType Read(MetadataReader reader, TypeDefinitionHandle handle)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            var members = new HashSet<string>(StringComparer.Ordinal);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                string name = reader.GetString(method.Name);
                names.Add(name);
                if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                    members.Add(SignatureText.Of(name, method.DecodeSignature(SignatureText.Provider, null)));
            }

            foreach (FieldDefinition field in type.GetFields().Select(reader.GetFieldDefinition))
            {
                string name = reader.GetString(field.Name);
                names.Add(name);
                if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem)
                    members.Add(SignatureText.Of(name, field.DecodeSignature(SignatureText.Provider, null)));
            }

            names.UnionWith(type.GetProperties().Select(property => reader.GetString(reader.GetPropertyDefinition(property).Name)));
            names.UnionWith(type.GetEvents().Select(@event => reader.GetString(reader.GetEventDefinition(@event).Name)));
            return new EngineType(IsSeen(reader, type), BaseOf(reader, type.BaseType), members, names);
        }

        private static bool IsSeen(MetadataReader reader, TypeDefinition type) => type.IsNested
            ? (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem
                && IsSeen(reader, reader.GetTypeDefinition(type.GetDeclaringType()))
            : (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;

        private static string? BaseOf(MetadataReader reader, EntityHandle handle) => handle.Kind switch
        {
            HandleKind.TypeDefinition when !handle.IsNil => SignatureText.NameOf(reader, (TypeDefinitionHandle)handle),
            HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(SignatureText.Provider, null).Split('<')[0],
            _ => null,
        };
    }
}
