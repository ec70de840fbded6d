using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>Writes replies: the client's own models, and the error bodies that are no model.</summary>
internal static class SandboxJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)WireJson.Wire.Options.GetTypeInfo(typeof(T)));

    /// <summary>Reads a body; null when it is none of that kind.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads what stands in a cursor; null when it is none of that kind.</summary>
    public static T? Read<T>(string text, JsonTypeInfo<T> type)
        where T : class => Read<T>(Encoding.UTF8.GetBytes(text), type);

    /// <summary>Writes a list of counts: <c>"roles":[{"roleId":"atlassian/user","count":5}]</c>.</summary>
    public static void WriteCounts(Utf8JsonWriter json, string list, string name, IEnumerable<string> values, Func<string, int> count)
    {
        json.WriteStartArray(list);
        foreach (string value in values)
        {
            json.WriteStartObject();
            json.WriteString(name, value);
            json.WriteNumber("count", count(value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an object whose members the caller writes.</summary>
    public static byte[] WriteObject(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}

/// <summary>A cursor: where a list goes on, and what was asked. Opaque to callers.</summary>
internal static class SandboxCursor
{
    public static string Write(string list, int position, string question = "")
    {
        string text = string.Format(CultureInfo.InvariantCulture, "{0}|{1}|{2}", list, position, question);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Reads a cursor of this list; false when it is none.</summary>
    public static bool TryRead(string list, string cursor, out int position, out string question)
    {
        position = 0;
        question = "";
        string base64 = cursor.Replace('-', '+').Replace('_', '/');
        string[] parts;
        try
        {
            base64 += new string('=', (4 - base64.Length % 4) % 4);
            parts = Encoding.UTF8.GetString(Convert.FromBase64String(base64)).Split(['|'], 3);
        }
        catch (FormatException)
        {
            return false;
        }

        if (parts.Length != 3 || parts[0] != list)
            return false;
        question = parts[2];
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }
}

/// <summary>The reader and writer of what is no object of ours.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class SandboxWireJson : JsonSerializerContext;
