using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>Where something was done from. Source: organization document, EventLocationModel.</summary>
public sealed class AuditLocation : ServiceObject
{
    /// <summary>The address; null when not told.</summary>
    [JsonInclude, JsonPropertyName("ip")]
    public string? IPAddress { get; internal set; }

    /// <summary>The city; null when not told.</summary>
    [JsonInclude, JsonPropertyName("city")]
    public string? City { get; internal set; }

    /// <summary>The region; null when not told.</summary>
    [JsonInclude, JsonPropertyName("regionName")]
    public string? RegionName { get; internal set; }

    /// <summary>The country; null when not told.</summary>
    [JsonInclude, JsonPropertyName("countryName")]
    public string? CountryName { get; internal set; }

    /// <summary>A short name of the place; null when not told. The vendor has deprecated it.</summary>
    [JsonInclude, JsonPropertyName("geo")]
    public string? Geo { get; internal set; }

    /// <summary>City and country.</summary>
    public override string ToString() => string.Join(", ", new[] { City, CountryName }.Where(part => !string.IsNullOrEmpty(part)));
}
