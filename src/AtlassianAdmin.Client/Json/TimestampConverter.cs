using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>Reads the ISO 8601 dates and times of the services: with or without seconds, fractions and offset. Empty is none.</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset?>
{
    /// <summary>Reads a time; false when the text is none.</summary>
    public static bool TryRead(string text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        // .NET alone would take "10:00" for today and "4.2" for a day in April.
        if (text.Length < 10 || text[4] != '-' || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read))
            return false;
        time = read;
        return true;
    }

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null
        : reader.TokenType == JsonTokenType.String && TryRead(reader.GetString()!, out DateTimeOffset? time) ? time
        : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}
