using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AtlassianAdmin.Client.Json;

/// <summary>
/// Rewrites a reply so that every value fits its field. A value that does not is moved under a name of its own, where the object keeps it
/// among its additional properties. A number in another spelling (<c>5.0</c>, <c>"5"</c>) is read, and kept as well.
/// </summary>
internal sealed class ReplyMender
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly JsonSerializerOptions _options;
    private readonly Dictionary<Type, Dictionary<string, JsonPropertyInfo>> _fields = [];
    private readonly List<OddValue> _odd = [];

    public ReplyMender(JsonSerializerOptions options) => _options = options;

    /// <summary>What did not fit, in the order in which it came.</summary>
    public IReadOnlyList<OddValue> Odd => _odd;

    public byte[] Mend(byte[] json, JsonTypeInfo type)
    {
        using var stream = new MemoryStream(json.Length);
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (!Fits(ref reader, type))
                throw NotTheForm("$");
            Write(ref reader, writer, type, new Place(null, ""));
        }

        return stream.ToArray();
    }

    private void Write(ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo type, Place place)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when reader.TokenType == JsonTokenType.StartObject:
                WriteObject(ref reader, writer, type, place.In(type.Type));
                break;
            case JsonTypeInfoKind.Dictionary when reader.TokenType == JsonTokenType.StartObject:
                foreach (Oddity value in WriteDictionary(ref reader, writer, _options.GetTypeInfo(type.ElementType!), place))
                    Note(value, place);
                break;
            case JsonTypeInfoKind.Enumerable when reader.TokenType == JsonTokenType.StartArray:
                foreach (Oddity item in WriteList(ref reader, writer, _options.GetTypeInfo(type.ElementType!), place))
                    Note(item, place);
                break;
            default:
                Copy(ref reader, writer);
                break;
        }
    }

    private void WriteObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo type, Place place)
    {
        Dictionary<string, JsonPropertyInfo> fields = FieldsOf(type);
        List<Oddity> kept = [];
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = ReplyText.Read(ref reader, out _);
            reader.Read();
            if (!fields.TryGetValue(name, out JsonPropertyInfo? field))
            {
                writer.WritePropertyName(name);
                Copy(ref reader, writer);
                continue;
            }

            JsonTypeInfo wanted = _options.GetTypeInfo(field.PropertyType);
            if (!Fits(ref reader, wanted))
            {
                // A list of records that is none would be read as an empty one.
                if (place.Record is null && wanted.Kind == JsonTypeInfoKind.Enumerable)
                    throw NotTheForm(place.At(name).ToString());
                if (NumberOrText(ref reader, field.PropertyType) is { } understood)
                {
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(understood, skipInputValidation: true);
                }

                kept.Add(new Oddity(name, Copied(ref reader)));
            }
            else if (wanted.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && reader.TokenType != JsonTokenType.Null)
            {
                JsonTypeInfo elements = _options.GetTypeInfo(wanted.ElementType!);
                writer.WritePropertyName(name);
                List<Oddity> items = wanted.Kind == JsonTypeInfoKind.Enumerable
                    ? WriteList(ref reader, writer, elements, place.At(name))
                    : WriteDictionary(ref reader, writer, elements, place.At(name));
                kept.AddRange(items.Select(item => new Oddity(name + item.Name, item.Json)));
            }
            else
            {
                writer.WritePropertyName(name);
                Write(ref reader, writer, wanted, place.At(name));
            }
        }

        foreach (Oddity oddity in kept)
        {
            Note(oddity, place);
            writer.WritePropertyName(WireObject.OddMark + oddity.Name);
            writer.WriteRawValue(oddity.Json, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a dictionary without the values that do not fit; those are returned, named by their key.</summary>
    private List<Oddity> WriteDictionary(ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo wanted, Place place)
    {
        List<Oddity> kept = [];
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = ReplyText.Read(ref reader, out _);
            reader.Read();
            if (Fits(ref reader, wanted))
            {
                writer.WritePropertyName(name);
                Write(ref reader, writer, wanted, place.At(name));
            }
            else
            {
                kept.Add(new Oddity("." + name, Copied(ref reader)));
            }
        }

        writer.WriteEndObject();
        return kept;
    }

    /// <summary>Writes a list without the items that do not fit; those are returned, named by their place.</summary>
    private List<Oddity> WriteList(ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo wanted, Place place)
    {
        List<Oddity> kept = [];
        writer.WriteStartArray();
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            string name = $"[{index.ToString(CultureInfo.InvariantCulture)}]";
            bool isNull = reader.TokenType == JsonTokenType.Null && wanted.Type != typeof(JsonElement);
            if (!isNull && Fits(ref reader, wanted))
            {
                Write(ref reader, writer, wanted, place.At(name));
                continue;
            }

            string? understood = isNull ? null : NumberOrText(ref reader, wanted.Type);
            var odd = new Oddity(name, Copied(ref reader));
            if (understood is not null)
                writer.WriteRawValue(understood, skipInputValidation: true);
            else if (place.Record is null && typeof(ServiceObject).IsAssignableFrom(wanted.Type))
                WritePlaceholder(writer, odd, isNull);
            kept.Add(odd);
        }

        writer.WriteEndArray();
        return kept;
    }

    // Lists of records are paged by the number of their items: what cannot be used keeps its place.
    private static void WritePlaceholder(Utf8JsonWriter writer, Oddity odd, bool isNull)
    {
        if (isNull)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName(WireObject.OddMark + "value");
        writer.WriteRawValue(odd.Json, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static JsonException NotTheForm(string path) => new(null, path, lineNumber: null, bytePositionInLine: null);

    private static bool Fits(ref Utf8JsonReader reader, JsonTypeInfo wanted)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        switch (wanted.Kind)
        {
            case JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary:
                return reader.TokenType == JsonTokenType.StartObject;
            case JsonTypeInfoKind.Enumerable:
                return reader.TokenType == JsonTokenType.StartArray;
            default:
                Type type = Nullable.GetUnderlyingType(wanted.Type) ?? wanted.Type;
                return type == typeof(string) ? IsText(ref reader)
                    : type == typeof(bool) ? reader.TokenType is JsonTokenType.True or JsonTokenType.False
                    : type == typeof(int) ? reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _)
                    : type == typeof(long) ? reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _)
                    : type != typeof(DateTimeOffset) || (IsText(ref reader) && TimestampConverter.TryRead(reader.GetString()!, out _));
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return false;
        ReplyText.Read(ref reader, out bool isWhole);
        return isWhole;
    }

    /// <summary>A number that is spelled in another way means the same; so does a whole number where a text should be. Null for everything else: nothing is guessed.</summary>
    private static string? NumberOrText(ref Utf8JsonReader reader, Type wanted)
    {
        Type type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        if (type == typeof(string) && reader.TokenType == JsonTokenType.Number)
        {
            string digits = Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            return IsWhole(digits) ? $"\"{digits}\"" : null;
        }

        if (type != typeof(int) && type != typeof(long))
            return null;
        decimal number;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetDecimal(out number))
                return null;
        }
        else if (reader.TokenType != JsonTokenType.String || !IsText(ref reader) || !IsWhole(reader.GetString()!)
            || !decimal.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return null;
        }

        (decimal least, decimal most) = type == typeof(int) ? (int.MinValue, int.MaxValue) : ((decimal)long.MinValue, long.MaxValue);
        return number == decimal.Truncate(number) && number >= least && number <= most
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsWhole(string text)
    {
        int start = text.Length > 1 && text[0] == '-' ? 1 : 0;
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] is < '0' or > '9')
                return false;
        }

        return text.Length > 0;
    }

    private static string Copied(ref Utf8JsonReader reader)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
            Copy(ref reader, writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Copies a value of any kind; half characters and broken bytes become U+FFFD.</summary>
    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        int depth = 0;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    depth++;
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    depth++;
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    depth--;
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    depth--;
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(ReplyText.Read(ref reader, out _));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(ReplyText.Read(ref reader, out _));
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
        while (depth > 0 && reader.Read());
    }

    private Dictionary<string, JsonPropertyInfo> FieldsOf(JsonTypeInfo type)
    {
        if (_fields.TryGetValue(type.Type, out Dictionary<string, JsonPropertyInfo>? fields))
            return fields;
        fields = new Dictionary<string, JsonPropertyInfo>(StringComparer.Ordinal);
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (!property.IsExtensionData && property.Set is not null)
                fields[property.Name] = property;
        }

        return _fields[type.Type] = fields;
    }

    private void Note(Oddity oddity, Place place) => _odd.Add(new OddValue(place.Record, place.At(oddity.Name).Path.TrimEnd('.'), oddity.Json));

    private readonly struct Oddity(string name, string json)
    {
        public string Name { get; } = name;

        public string Json { get; } = json;
    }

    /// <summary>Where in the reply: the outermost object that is shown to people, and the path inside it.</summary>
    private readonly struct Place(string? record, string path)
    {
        public string? Record { get; } = record;

        /// <summary>Ends in a point, so that a name can follow.</summary>
        public string Path { get; } = path;

        public Place At(string name) => new(Record, Path.Length > 0 && name.Length > 0 && name[0] is '[' or '.' ? Path.Substring(0, Path.Length - 1) + name + "." : Path + name + ".");

        public override string ToString() => "$." + Path.TrimEnd('.');

        public Place In(Type type) => Record is null && typeof(ServiceObject).IsAssignableFrom(type) ? new Place(type.Name, "") : this;
    }
}
