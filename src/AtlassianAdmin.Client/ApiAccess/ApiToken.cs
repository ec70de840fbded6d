using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.ApiAccess;

/// <summary>An API token of a managed account, with its owner. Source: api-access excerpts, <c>GET /v1/orgs/{orgId}/api-tokens</c>.</summary>
public sealed class ApiToken : OrganizationObject
{
    /// <summary>The id of the token.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string TokenId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The label that its owner gave it.</summary>
    [JsonInclude, JsonPropertyName("label")]
    public string? Label { get; internal set; }

    /// <summary><c>ALLOWED</c> or <c>BLOCKED</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("status")]
    public string? Status { get; internal set; }

    /// <summary>The owner's account; empty when not told.</summary>
    [JsonIgnore]
    public string AccountId => Owner?.Id ?? "";

    /// <summary>The owner's e-mail; null when not told.</summary>
    [JsonIgnore]
    public string? Email => Owner?.Email;

    /// <summary>The owner's display name; null when not told.</summary>
    [JsonIgnore]
    public string? Name => Owner?.Name;

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    [JsonIgnore]
    public string Person => Email ?? AccountId;

    /// <summary>When it was made.</summary>
    [JsonInclude, JsonPropertyName("createdAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last used; null when never, or not told.</summary>
    [JsonInclude, JsonPropertyName("lastActiveAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastActiveAt { get; internal set; }

    /// <summary>When it expires; null for never.</summary>
    [JsonInclude, JsonPropertyName("expiresAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>The scopes it was made with; empty when none, null when not told.</summary>
    [JsonInclude, JsonPropertyName("scopes")]
    public IReadOnlyList<string>? Scopes { get; internal set => field = value is null ? null : TextList.Of(value); }

    [JsonInclude, JsonPropertyName("user")]
    internal ApiAccessPerson? Owner { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(TokenId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("user", Owner)];

    /// <inheritdoc/>
    public override string ToString() => $"{Label} ({TokenId})";
}

/// <summary>A person of the API access lists, on the wire.</summary>
internal sealed class ApiAccessPerson : ServiceObjectPart
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("orgId")]
    public string? OrgId { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("email")]
    public string? Email { get; set; }

    [JsonPropertyName("accountStatus")]
    public string? AccountStatus { get; set; }
}
