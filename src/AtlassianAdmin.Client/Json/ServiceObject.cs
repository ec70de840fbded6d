using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>An object that the service sent. Fields that this version does not know stay readable.</summary>
public abstract class ServiceObject
{
    private IReadOnlyDictionary<string, object?>? _additionalProperties;

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? UnknownFields { get; set; }

    /// <summary>Fields the service sent beyond the documented ones, as plain .NET values, those of a nested part by their path; empty when there were none.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> AdditionalProperties =>
        _additionalProperties ??= PlainValue.FromFields((UnknownFields ?? []).Concat(Parts.SelectMany(p => p.Part?.FieldsUnder(p.Path) ?? [])));

    /// <summary>The nested parts, with their paths.</summary>
    private protected virtual IEnumerable<(string Path, ServiceObjectPart? Part)> Parts => [];
}

/// <summary>A nested part of an object on the wire, whose fields the object shows as its own.</summary>
internal abstract class ServiceObjectPart
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }

    public IEnumerable<KeyValuePair<string, JsonElement>> FieldsUnder(string path) =>
        (UnknownFields ?? []).Select(f => new KeyValuePair<string, JsonElement>($"{path}.{f.Key}", f.Value));
}

/// <summary>Turns JSON into strings, numbers, Booleans, lists and dictionaries, so that no JSON type reaches a caller.</summary>
internal static class PlainValue
{
    public static IReadOnlyDictionary<string, object?> FromFields(IEnumerable<KeyValuePair<string, JsonElement>>? fields)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, JsonElement> field in fields ?? [])
            values[field.Key] = From(field.Value);
        return values;
    }

    public static object? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return TextOf(element);
            case JsonValueKind.Number:
                return element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Array:
                var list = new List<object?>(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                    list.Add(From(item));
                return list;
            case JsonValueKind.Object:
                var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
                foreach (JsonProperty property in element.EnumerateObject())
                    fields[property.Name] = From(property.Value);
                return fields;
            default:
                return null;
        }
    }

    /// <summary>The text of a JSON string; null when it is no string, or holds half a character.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
