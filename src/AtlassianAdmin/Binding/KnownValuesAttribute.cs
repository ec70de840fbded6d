using System.Collections;
using System.Reflection;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Binding;

/// <summary>Gives a value the service's own spelling, whatever case was typed. A value that the service does not know is refused here: it would match nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KnownValuesAttribute : ArgumentTransformationAttribute
{
    private readonly KnownValues _known;

    /// <param name="owner">The type that knows the values.</param>
    /// <param name="name">Its static property that holds them.</param>
    public KnownValuesAttribute(Type owner, string name) =>
        _known = (KnownValues)owner.GetProperty(name, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return given switch
            {
                string text => _known.Spell(text),
                IEnumerable items => items.Cast<object?>().Select(item => _known.Spell(LanguagePrimitives.ConvertTo<string>(item))).ToArray(),
                _ => inputData,
            };
        }
        catch (AdminException e)
        {
            throw new ArgumentTransformationMetadataException($"{e.Message} {e.Remedy}", e);
        }
    }
}
