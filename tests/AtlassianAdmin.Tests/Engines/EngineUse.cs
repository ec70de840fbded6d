using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AtlassianAdmin.Tests.Engines;

/// <summary>What one of our assemblies uses of PowerShell's, and what it looks up by name.</summary>
internal sealed class EngineUse
{
    private static readonly string[] Lookups = ["GetType", "GetMethod", "GetField", "GetProperty", "GetEvent", "GetConstructor", "GetMember", "GetNestedType", "InvokeMember"];

    private EngineUse(MetadataReader reader, PEReader file)
    {
        AssemblyReferenceHandle engine = reader.AssemblyReferences.FirstOrDefault(handle =>
            reader.GetString(reader.GetAssemblyReference(handle).Name) == EngineAssembly.Name);
        Types = [.. reader.TypeReferences.Where(type => !engine.IsNil && ScopeOf(reader, type) == engine).Select(type => SignatureText.NameOf(reader, type)).Order(StringComparer.Ordinal)];
        var own = Types.ToHashSet(StringComparer.Ordinal);
        Members = [.. reader.MemberReferences.Select(handle => MemberOf(reader, handle)).Where(member => own.Contains(member.Type)).Distinct().Order()];
        LookedUpNames = [.. reader.MethodDefinitions.SelectMany(method => NamesLookedUpIn(reader, file, method)).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Types { get; }

    /// <summary>Methods, constructors, accessors and fields, with the type through which they are used.</summary>
    public IReadOnlyList<(string Type, string Member)> Members { get; }

    /// <summary>Every text in a method that looks something up by reflection.</summary>
    public IReadOnlyList<string> LookedUpNames { get; }

    public static EngineUse Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new EngineUse(file.GetMetadataReader(), file);
    }

    private static EntityHandle ScopeOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.TypeReference ? ScopeOf(reader, (TypeReferenceHandle)scope) : scope;
    }

    private static (string Type, string Member) MemberOf(MetadataReader reader, MemberReferenceHandle handle)
    {
        MemberReference member = reader.GetMemberReference(handle);
        string name = reader.GetString(member.Name);
        string text = member.GetKind() == MemberReferenceKind.Method
            ? SignatureText.Of(name, member.DecodeMethodSignature(SignatureText.Provider, null))
            : SignatureText.Of(name, member.DecodeFieldSignature(SignatureText.Provider, null));
        return (ParentOf(reader, member.Parent), text);
    }

    private static string ParentOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => SignatureText.NameOf(reader, (TypeReferenceHandle)parent),
        // A generic type with its arguments: the type is what stands before them.
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(SignatureText.Provider, null).Split('<')[0],
        _ => "",
    };

    private static IEnumerable<string> NamesLookedUpIn(MetadataReader reader, PEReader file, MethodDefinitionHandle handle)
    {
        int address = reader.GetMethodDefinition(handle).RelativeVirtualAddress;
        if (address == 0)
            return [];
        List<(OpCode Code, int Token)> instructions = [.. MethodBody.Read(file.GetMethodBody(address).GetILReader())];
        return instructions.Exists(i => IsLookup(reader, i.Code, i.Token))
            ? instructions.Where(i => i.Code == OpCodes.Ldstr).Select(i => reader.GetUserString((UserStringHandle)MetadataTokens.Handle(i.Token))).Where(text => text.Length > 0)
            : [];
    }

    private static bool IsLookup(MetadataReader reader, OpCode code, int token)
    {
        if (code != OpCodes.Call && code != OpCodes.Callvirt || MetadataTokens.EntityHandle(token) is not { Kind: HandleKind.MemberReference } handle)
            return false;
        MemberReference member = reader.GetMemberReference((MemberReferenceHandle)handle);
        return Lookups.Contains(reader.GetString(member.Name))
            && ParentOf(reader, member.Parent) is "System.Type" or "System.Reflection.Assembly" or "System.Reflection.Module"
            && member.DecodeMethodSignature(SignatureText.Provider, null).ParameterTypes.Contains("System.String");
    }
}
