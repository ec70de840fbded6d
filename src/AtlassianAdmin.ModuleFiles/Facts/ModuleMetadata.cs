using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace AtlassianAdmin.ModuleFiles.Facts;

/// <summary>The assemblies of the module. They are read, never run: no PowerShell is needed.</summary>
internal sealed class ModuleMetadata : IDisposable
{
    private const string Automation = "System.Management.Automation";

    private static readonly ParameterFacts[] ShouldProcess = [Common("WhatIf", TypeName.Switch, "wi"), Common("Confirm", TypeName.Switch, "cf")];

    private static readonly ParameterFacts[] Paging =
        [Common("IncludeTotalCount", TypeName.Switch), Common("Skip", TypeName.UInt64), Common("First", TypeName.UInt64)];

    private readonly MetadataLoadContext _context;
    private readonly IReadOnlyList<Type> _types;

    /// <param name="folder">The folder with the module's assemblies and all that they refer to, except for PowerShell.</param>
    public ModuleMetadata(string folder)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string powerShell = Path.Combine(AppContext.BaseDirectory, Automation + ".dll");
        // The module's own copy of a library comes first: two of one name cannot be loaded.
        IEnumerable<string> files = Directory.GetFiles(folder, "*.dll").Append(powerShell).Concat(Directory.GetFiles(runtime, "*.dll"));
        _context = new MetadataLoadContext(new PathAssemblyResolver(files.DistinctBy(Path.GetFileName)));
        _types = Directory.GetFiles(folder, "AtlassianAdmin*.dll").Order(StringComparer.Ordinal)
            .SelectMany(f => _context.LoadFromAssemblyPath(f).GetExportedTypes())
            .ToList();
    }

    /// <summary>The cmdlets in the order of their names.</summary>
    public IReadOnlyList<CmdletFacts> Cmdlets() =>
        _types.Select(t => (Type: t, Attribute: Find(t, "CmdletAttribute")))
            .Where(t => t.Attribute is not null)
            .Select(t => ReadCmdlet(t.Type, t.Attribute!))
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .ToList();

    /// <summary>The public types of ours with this name, in whatever namespace.</summary>
    public IReadOnlyList<Type> TypesNamed(string name) =>
        _types.Where(t => t.Name == name).OrderBy(t => t.FullName, StringComparer.Ordinal).ToList();

    /// <summary>Whether a type is one of the module's own.</summary>
    public bool IsOurs(TypeName type) => _types.Any(t => t.FullName == type.FullName);

    public void Dispose() => _context.Dispose();

    private static CmdletFacts ReadCmdlet(Type type, CustomAttributeData attribute)
    {
        // A property that is hidden or overridden comes after the one that hides it.
        IEnumerable<ParameterFacts> own = type.GetProperties()
            .DistinctBy(p => p.Name)
            .Where(p => Find(p, "ParameterAttribute") is not null)
            .Select(ReadParameter);
        return new CmdletFacts
        {
            Verb = (string)attribute.ConstructorArguments[0].Value!,
            Noun = (string)attribute.ConstructorArguments[1].Value!,
            DefaultSet = Named<string>(attribute, "DefaultParameterSetName"),
            Parameters = [.. own, .. Named<bool>(attribute, "SupportsShouldProcess") ? ShouldProcess : [], .. Named<bool>(attribute, "SupportsPaging") ? Paging : []],
            Outputs = All(type, "OutputTypeAttribute").SelectMany(OutputTypes).Where(t => t.FullName != "System.Void").Distinct().ToList(),
        };
    }

    private static ParameterFacts Common(string name, TypeName type, params string[] aliases) =>
        new() { Name = name, Type = type, Aliases = aliases, Uses = [new ParameterUse(null, null, false, false, false)] };

    private static ParameterFacts ReadParameter(PropertyInfo property)
    {
        CustomAttributeData? valid = Find(property, "ValidateSetAttribute");
        Type single = property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : TypeName.Unwrap(property.PropertyType);
        return new ParameterFacts
        {
            Name = property.Name,
            Type = TypeName.Of(property.PropertyType),
            Aliases = All(property, "AliasAttribute").SelectMany(Strings).ToList(),
            Values = valid is not null ? Strings(valid).ToList() : single.IsEnum ? single.GetEnumNames() : [],
            TakesWildcards = Find(property, "SupportsWildcardsAttribute") is not null,
            Uses = All(property, "ParameterAttribute").Select(ReadUse).ToList(),
        };
    }

    private static ParameterUse ReadUse(CustomAttributeData attribute) => new(
        Named<string>(attribute, "ParameterSetName") is { } set and not "__AllParameterSets" ? set : null,
        attribute.NamedArguments.Any(a => a.MemberName == "Position") ? Named<int>(attribute, "Position") : null,
        Named<bool>(attribute, "Mandatory"),
        Named<bool>(attribute, "ValueFromPipeline"),
        Named<bool>(attribute, "ValueFromPipelineByPropertyName"));

    private static IEnumerable<TypeName> OutputTypes(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(Flatten).Select(t => t is Type type ? TypeName.Of(type) : TypeName.Named((string)t!));

    private static IEnumerable<string> Strings(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(Flatten).Cast<string>();

    private static IEnumerable<object?> Flatten(CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> many ? many.Select(a => a.Value) : [argument.Value];

    private static CustomAttributeData? Find(MemberInfo member, string attribute) => All(member, attribute).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> All(MemberInfo member, string attribute) =>
        member.CustomAttributes.Where(a => a.AttributeType.FullName == $"{Automation}.{attribute}");

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value is T value ? value : default;
}
