using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AtlassianAdmin.Client.Json;

/// <summary>Turns JSON into strings, numbers, Booleans, lists and dictionaries, so that no JSON type reaches a caller.</summary>
internal static class PlainValue
{
    // Names of people stay readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PlainObject FromFields(IEnumerable<KeyValuePair<string, JsonElement>>? fields)
    {
        var values = new PlainObject();
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
                var list = new PlainList(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                    list.Add(From(item));
                return list;
            case JsonValueKind.Object:
                var fields = new PlainObject();
                foreach (JsonProperty property in element.EnumerateObject())
                    fields[property.Name] = From(property.Value);
                return fields;
            default:
                return null;
        }
    }

    /// <summary>Such values as JSON.</summary>
    public static string ToJson(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
            Write(writer, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
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

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case PlainObject fields:
                writer.WriteStartObject();
                foreach (KeyValuePair<string, object?> field in fields)
                {
                    writer.WritePropertyName(field.Key);
                    Write(writer, field.Value);
                }

                writer.WriteEndObject();
                break;
            case PlainList items:
                writer.WriteStartArray();
                foreach (object? item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
