using System.Text.Json.Serialization;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>Where an event came from; also one entry of the filter by location.</summary>
internal sealed class EventPlace
{
    /// <summary>Addresses that are reserved for documentation.</summary>
    public static EventPlace[] All { get; } =
    [
        new() { Address = "203.0.113.10", City = "Zürich", Country = "Switzerland", Geo = "EU" },
        new() { Address = "198.51.100.24", City = "Austin", Country = "United States", Geo = "NA" },
        new() { Address = "192.0.2.77", City = "Sydney", Country = "Australia", Geo = "AP" },
        new() { Address = "2001:db8::53", City = "東京", Country = "Japan", Geo = "AP" },
    ];

    [JsonIgnore]
    public string Address { get; private init; } = "";

    /// <summary>The part of the world, which the vendor still sends.</summary>
    [JsonIgnore]
    public string Geo { get; private init; } = "";

    [JsonPropertyName("city")]
    public string? City { get; set; }

    [JsonPropertyName("countryName")]
    public string? Country { get; set; }
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<EventPlace>))]
internal sealed partial class EventPlaceJson : JsonSerializerContext;
