using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.ApiAccess;

/// <summary>An admin API key of the organization; the key itself is never shown, and which one is in use here the service does not tell. Source: api-access excerpts, <c>GET /v1/orgs/{orgId}/api-keys</c>.</summary>
public sealed class OrganizationApiKey : ServiceObject
{
    /// <summary>The id of the key.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string ApiKeyId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The label that it was given.</summary>
    [JsonInclude, JsonPropertyName("label")]
    public string? Label { get; internal set; }

    /// <summary>When it was made.</summary>
    [JsonInclude, JsonPropertyName("createdAt"), JsonConverter(typeof(LenientTimestampConverter))]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it expires; null for never.</summary>
    [JsonInclude, JsonPropertyName("expiresAt"), JsonConverter(typeof(LenientTimestampConverter))]
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>When it was last used; null when never, or not told.</summary>
    [JsonInclude, JsonPropertyName("lastActiveAt"), JsonConverter(typeof(LenientTimestampConverter))]
    public DateTimeOffset? LastActiveAt { get; internal set; }

    /// <summary>The scopes it was made with; empty for a key without scopes, which may do everything.</summary>
    [JsonInclude, JsonPropertyName("scopes")]
    public IReadOnlyList<string> Scopes { get; internal set => field = TextList.Of(value); } = TextList.None;

    /// <summary>The account of who made it; null when not told.</summary>
    [JsonIgnore]
    public string? CreatedById => CreatedBy?.Id;

    /// <summary>The name of who made it; null when not told.</summary>
    [JsonIgnore]
    public string? CreatedByName => CreatedBy?.Name;

    /// <summary>The e-mail of who made it; null when not told.</summary>
    [JsonIgnore]
    public string? CreatedByEmail => CreatedBy?.Email;

    [JsonInclude, JsonPropertyName("createdBy")]
    internal ApiAccessPerson? CreatedBy { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Label} ({ApiKeyId})";
}
