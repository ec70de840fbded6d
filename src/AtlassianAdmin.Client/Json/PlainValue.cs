using System.Text.Json;

namespace AtlassianAdmin.Client.Json;

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
                // A number beyond what .NET counts with stays readable as text.
                return element.TryGetInt64(out long whole) ? whole
                    : element.TryGetDouble(out double number) && !double.IsInfinity(number) ? number
                    : element.GetRawText();
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
