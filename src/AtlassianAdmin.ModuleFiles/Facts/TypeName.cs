using System;
using System.Collections.Generic;

namespace AtlassianAdmin.ModuleFiles.Facts;

/// <summary>The names of a type: for <c>Type</c>, and as PowerShell writes it in a syntax.</summary>
/// <param name="FullName">The full name. That of a nullable type is the one of its value.</param>
/// <param name="Short">The name in a syntax, such as <c>string[]</c>.</param>
/// <param name="Simple">The name without its namespace, as pages have it.</param>
internal sealed record TypeName(string FullName, string Short, string Simple)
{
    // Type accelerators. PowerShell prefers them in a syntax.
    private static readonly Dictionary<string, string> Accelerators = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Char"] = "char",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.DateTime"] = "datetime",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Guid"] = "guid",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Management.Automation.PSCredential"] = "pscredential",
        ["System.Management.Automation.PSObject"] = "psobject",
        ["System.Management.Automation.ScriptBlock"] = "scriptblock",
        ["System.Management.Automation.SwitchParameter"] = "switch",
        ["System.Security.SecureString"] = "securestring",
        ["System.Single"] = "float",
        ["System.String"] = "string",
        ["System.TimeSpan"] = "timespan",
        ["System.UInt16"] = "ushort",
        ["System.UInt32"] = "uint",
        ["System.UInt64"] = "ulong",
        ["System.Uri"] = "uri",
        ["System.Version"] = "version",
    };

    public static TypeName Switch { get; } = Named("System.Management.Automation.SwitchParameter");

    public static TypeName UInt64 { get; } = Named("System.UInt64");

    public static TypeName Of(Type type)
    {
        if (type.IsArray)
        {
            TypeName element = Of(type.GetElementType()!);
            return new(element.FullName + "[]", element.Short + "[]", element.Simple + "[]");
        }
        return Named(Unwrap(type).FullName!);
    }

    /// <summary>The type of the value of a nullable type.</summary>
    public static Type Unwrap(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GenericTypeArguments[0] : type;

    /// <summary>The names of a type that is known by its full name only.</summary>
    public static TypeName Named(string fullName)
    {
        string simple = fullName[(fullName.LastIndexOf('.') + 1)..];
        return new(fullName, Accelerators.GetValueOrDefault(fullName, simple), simple);
    }
}
