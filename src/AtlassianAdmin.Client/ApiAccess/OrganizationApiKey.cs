using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.ApiAccess;

/// <summary>An admin API key of the organization; the key itself is never shown, and which one is in use here the service does not tell. Source: api-access excerpts, <c>GET /v1/orgs/{orgId}/api-keys</c>.</summary>
public sealed class OrganizationApiKey : ServiceObject, IOrganizationObject
{
    /// <summary>The id of the key.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string ApiKeyId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The label that it was given.</summary>
    [JsonInclude, JsonPropertyName("label")]
    public string? Label { get; internal set; }

    /// <summary>When it was made.</summary>
    [JsonInclude, JsonPropertyName("createdAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it expires; null for never.</summary>
    [JsonInclude, JsonPropertyName("expiresAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>When it was last used; null when never, or not told.</summary>
    [JsonInclude, JsonPropertyName("lastActiveAt"), JsonConverter(typeof(TimestampConverter))]
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

    /// <summary>Whether the account of who made it is <c>active</c>; null when not told; the set is open.</summary>
    [JsonIgnore]
    public string? CreatedByStatus => CreatedBy?.AccountStatus;

    /// <summary>The account in whose name the key acts; null when not told.</summary>
    [JsonInclude, JsonPropertyName("systemAccountId")]
    public string? SystemAccountId { get; internal set; }

    /// <summary>The resource (an ARI) that it was made for; null when not told.</summary>
    [JsonInclude, JsonPropertyName("resource")]
    public string? ResourceId { get; internal set; }

    /// <summary>The organization, as the key tells it, or as it was asked.</summary>
    [JsonInclude, JsonPropertyName("orgId")]
    public string? OrganizationId { get => field ?? Origin?.OrganizationId; internal set; }

    /// <summary>The resources (ARIs) that it reaches; empty when none, null when not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? TargetResources => Targets is null ? null : TextList.Of(Targets.Select(t => t.Ari));

    [JsonInclude, JsonPropertyName("targetResources")]
    internal IReadOnlyList<ApiKeyTarget>? Targets { get; set; }

    [JsonInclude, JsonPropertyName("createdBy")]
    internal ApiAccessPerson? CreatedBy { get; set; }

    /// <summary>Where it came from; null when nobody sent it.</summary>
    [JsonIgnore]
    internal OrganizationOrigin? Origin { get; } = OrganizationOrigin.OfReply;

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(ApiKeyId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("createdBy", CreatedBy), .. WireObject.Items("targetResources", Targets)];

    /// <inheritdoc/>
    public override string ToString() => $"{Label} ({ApiKeyId})";
}

/// <summary>A resource that a key reaches, on the wire.</summary>
internal sealed class ApiKeyTarget : ServiceObjectPart
{
    [JsonPropertyName("ari")]
    public string? Ari { get; set; }
}
