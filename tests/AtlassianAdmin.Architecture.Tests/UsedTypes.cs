using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AtlassianAdmin.Architecture.Tests;

/// <summary>
/// Collects the types of an assembly that one of them uses: its base, its interfaces, its members' signatures, its attributes, and
/// every type, member and local variable in the bodies of its methods.
/// </summary>
internal sealed class UsedTypes(PEReader file, MetadataReader metadata, TypeNames names)
{
    private readonly HashSet<TypeDefinitionHandle> _found = [];

    public IReadOnlyCollection<TypeDefinitionHandle> Of(TypeDefinitionHandle handle)
    {
        var signatures = new SignatureTypes(_found);
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        Add(type.BaseType);
        foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
            Add(metadata.GetInterfaceImplementation(implementation).Interface);
        Add(type.GetCustomAttributes());
        Add(type.GetGenericParameters());
        foreach (FieldDefinitionHandle field in type.GetFields())
        {
            metadata.GetFieldDefinition(field).DecodeSignature(signatures, null);
            Add(metadata.GetFieldDefinition(field).GetCustomAttributes());
        }

        foreach (PropertyDefinitionHandle property in type.GetProperties())
            Add(metadata.GetPropertyDefinition(property).GetCustomAttributes());
        foreach (MethodDefinitionHandle method in type.GetMethods())
            Add(metadata.GetMethodDefinition(method));
        return _found;
    }

    private void Add(MethodDefinition method)
    {
        method.DecodeSignature(new SignatureTypes(_found), null);
        Add(method.GetCustomAttributes());
        Add(method.GetGenericParameters());
        foreach (ParameterHandle parameter in method.GetParameters())
            Add(metadata.GetParameter(parameter).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(new SignatureTypes(_found), null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            Add(region.CatchType);
        foreach (EntityHandle operand in MethodBody.Operands(body.GetILReader()))
            Add(operand);
    }

    private void Add(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterConstraintHandle constraint in parameters.SelectMany(p => metadata.GetGenericParameter(p).GetConstraints()))
            Add(metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void Add(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttribute attribute in attributes.Select(metadata.GetCustomAttribute))
        {
            Add(attribute.Constructor);
            // Types are written as text there: typeof(Group) is "AtlassianAdmin.Client.Groups.Group".
            CustomAttributeValue<string> value = attribute.DecodeValue(new AttributeTypes());
            foreach (object? argument in value.FixedArguments.Select(a => a.Value).Concat(value.NamedArguments.Select(a => a.Value)))
                AddNamed(argument);
        }
    }

    private void AddNamed(object? argument)
    {
        if (argument is ImmutableArray<CustomAttributeTypedArgument<string>> several)
        {
            foreach (CustomAttributeTypedArgument<string> one in several)
                AddNamed(one.Value);
        }
        else if (argument is string text && names.Find(text) is { IsNil: false } found)
        {
            _found.Add(found);
        }
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        var signatures = new SignatureTypes(_found);
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _found.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(signatures, null);
                break;
            case HandleKind.MethodDefinition:
                Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                metadata.GetMethodDefinition((MethodDefinitionHandle)handle).DecodeSignature(signatures, null);
                break;
            case HandleKind.FieldDefinition:
                Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                metadata.GetFieldDefinition((FieldDefinitionHandle)handle).DecodeSignature(signatures, null);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(signatures, null);
                break;
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Method)
                    member.DecodeMethodSignature(signatures, null);
                else
                    member.DecodeFieldSignature(signatures, null);
                break;
            case HandleKind.StandaloneSignature:
                metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(signatures, null);
                break;
        }
    }
}
