using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Users;

/// <summary>How many people fit a search, on the wire.</summary>
internal sealed class UserCount : ServiceObjectPart
{
    [JsonPropertyName("count")]
    public long? Count { get; set; }
}
