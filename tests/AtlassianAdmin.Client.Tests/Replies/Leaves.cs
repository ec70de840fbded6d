using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Tests.Replies;

/// <summary>Every value at the end of a branch, as a text that two trees can be compared by.</summary>
internal static class Leaves
{
    /// <summary>The values that a reply holds, with their paths.</summary>
    public static IEnumerable<(string Path, string Text)> Of(JsonNode? node, string path = "")
    {
        switch (node)
        {
            case JsonObject fields:
                return fields.SelectMany(field => Of(field.Value, $"{path}.{field.Key}"));
            case JsonArray items:
                return items.SelectMany((item, index) => Of(item, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]"));
            case JsonValue value:
                return [(path, value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString())];
            default:
                return [];
        }
    }

    /// <summary>The values that an object of the client shows or holds.</summary>
    public static HashSet<string> In(IEnumerable<object?> objects)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (object? part in objects)
            Collect(part, texts, depth: 0);
        return texts;
    }

    private static void Collect(object? value, HashSet<string> texts, int depth)
    {
        switch (value)
        {
            case null or JsonElement or Type:
                break;
            case string text:
                texts.Add(text);
                break;
            case bool truth:
                texts.Add(truth ? "true" : "false");
                break;
            case DateTimeOffset time:
                texts.Add(Time(time));
                break;
            case IFormattable number when value is int or long or double:
                texts.Add(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary fields:
                foreach (DictionaryEntry field in fields)
                    Collect(field.Value, texts, depth + 1);
                break;
            case IEnumerable items:
                foreach (object? item in items)
                    Collect(item, texts, depth + 1);
                break;
            default:
                // Also what is kept and not shown, such as the type of a record or its own address.
                foreach (PropertyInfo property in depth > 10 ? [] : value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (property.GetIndexParameters().Length == 0)
                        Collect(property.GetValue(value), texts, depth + 1);
                }

                break;
        }
    }

    /// <summary>True when the value is among those of the objects, in whichever of its forms.</summary>
    public static bool IsIn(this string text, HashSet<string> texts) =>
        text.Length == 0 || texts.Contains(text) || (TimestampConverter.TryRead(text, out DateTimeOffset? time) && time is { } read && texts.Contains(Time(read)));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}
