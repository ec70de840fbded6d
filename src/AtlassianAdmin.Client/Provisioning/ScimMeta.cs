using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>What every SCIM resource tells about itself, on the wire. Source: RFC 7643, section 3.1.</summary>
internal sealed class ScimMeta : ServiceObjectPart
{
    [JsonPropertyName("resourceType")]
    public string? ResourceType { get; set; }

    [JsonPropertyName("location")]
    public string? Location { get; set; }

    [JsonPropertyName("lastModified"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastModified { get; set; }

    [JsonPropertyName("created"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? Created { get; set; }

    [JsonPropertyName("version")]
    public string? Version { get; set; }
}
