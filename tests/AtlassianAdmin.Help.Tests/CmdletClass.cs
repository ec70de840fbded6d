using System.Management.Automation;
using System.Reflection;
using AtlassianAdmin.Commands.Accounts;

namespace AtlassianAdmin.Help.Tests;

/// <summary>A cmdlet as its class declares it. Attributes are only looked at: outside of PowerShell they cannot be made.</summary>
internal sealed class CmdletClass
{
    private CmdletClass(Type type, CustomAttributeData attribute)
    {
        Name = $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}";
        bool asks = attribute.NamedArguments.Any(a => a is { MemberName: "SupportsShouldProcess", TypedValue.Value: true });
        bool pages = attribute.NamedArguments.Any(a => a is { MemberName: "SupportsPaging", TypedValue.Value: true });
        Parameters = type.GetProperties()
            // As PowerShell looks: what overrides a parameter without an attribute of its own is none.
            .Where(p => p.CustomAttributes.Any(a => a.AttributeType == typeof(ParameterAttribute)))
            .Select(p => p.Name)
            .Concat(asks ? ["WhatIf", "Confirm"] : [])
            .Concat(pages ? ["First", "Skip", "IncludeTotalCount"] : [])
            .Order()
            .ToList();
    }

    public static IReadOnlyList<CmdletClass> All { get; } =
        typeof(DisableAtlassianUserCommand).Assembly.GetExportedTypes()
            .Select(t => (Type: t, Attribute: t.CustomAttributes.FirstOrDefault(a => a.AttributeType == typeof(CmdletAttribute))))
            .Where(t => t.Attribute is not null)
            .Select(t => new CmdletClass(t.Type, t.Attribute!))
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .ToList();

    public string Name { get; }

    public IReadOnlyList<string> Parameters { get; }
}
