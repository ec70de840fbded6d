using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Users;

/// <summary>How many people fit a search, on the wire.</summary>
internal sealed class UserCount
{
    [JsonPropertyName("count")]
    public long? Count { get; set; }
}
