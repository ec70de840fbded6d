using System.Globalization;
using System.Text.Json;

namespace AtlassianAdmin.Client.Json;

/// <summary>An object as it came over the wire, or a part of one.</summary>
internal interface IWireObject
{
    /// <summary>Fields that this version does not know, and odd values under <see cref="WireObject.OddMark"/> and their name.</summary>
    Dictionary<string, JsonElement>? UnknownFields { get; }

    /// <summary>The nested parts, with their paths.</summary>
    IEnumerable<(string Path, IWireObject? Part)> Parts { get; }
}

/// <summary>What is common to objects on the wire.</summary>
internal static class WireObject
{
    /// <summary>Stands before the name of a known field whose value does not fit it. No service uses it in a name.</summary>
    public const char OddMark = '\u0001';

    /// <summary>The fields that are not shown otherwise, those of the nested parts included, by their path.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> FieldsOf(IWireObject part, string path)
    {
        foreach (KeyValuePair<string, JsonElement> field in part.UnknownFields ?? [])
            yield return new KeyValuePair<string, JsonElement>(path + field.Key.TrimStart(OddMark), field.Value);
        foreach ((string name, IWireObject? nested) in part.Parts)
        {
            foreach (KeyValuePair<string, JsonElement> field in nested is null ? [] : FieldsOf(nested, $"{path}{name}."))
                yield return field;
        }
    }

    /// <summary>True when that field came with a value that does not fit it.</summary>
    public static bool IsOdd(this IWireObject part, string field) => part.UnknownFields?.ContainsKey(OddMark + field) == true;

    /// <summary>The items of a list as parts.</summary>
    public static IEnumerable<(string Path, IWireObject? Part)> Items(string name, IEnumerable<IWireObject>? items) =>
        (items ?? []).Select((item, index) => ($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]", (IWireObject?)item));
}
