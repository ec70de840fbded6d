using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlassianAdmin.Changes.Files;

/// <summary>Reads equal strings of one file as one string: the groups and roles of 20,000 people are a few names, told again and again.</summary>
internal sealed class SharedStrings : JsonConverter<string>
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        return Share(reader.GetString()!);
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Share(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private string Share(string read)
    {
        if (_known.TryGetValue(read, out string? known))
            return known;
        _known.Add(read, read);
        return read;
    }
}
