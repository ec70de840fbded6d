using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>How many people or groups fit a search, on the wire.</summary>
internal sealed class SearchCount : ServiceObjectPart
{
    [JsonPropertyName("count")]
    public long? Count { get; set; }
}
