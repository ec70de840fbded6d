using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Accounts;

/// <summary>An API token of a managed account. The secret itself is never shown by the service. Source: user-management document, <c>GET …/manage/api-tokens</c>.</summary>
public sealed class UserApiToken : OrganizationObject
{
    /// <summary>The id of the token.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string TokenId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The label that its owner gave it.</summary>
    [JsonInclude, JsonPropertyName("label")]
    public string? Label { get; internal set; }

    /// <summary>When it was made.</summary>
    [JsonInclude, JsonPropertyName("createdAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it was last used; null when never, or when the service does not say.</summary>
    [JsonInclude, JsonPropertyName("lastAccess"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastAccess { get; internal set; }

    /// <summary>When it expires; null for tokens without an expiry.</summary>
    [JsonInclude, JsonPropertyName("expiry"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? Expiry { get; internal set; }

    /// <summary>The scopes it was made with; empty when none, null when not told.</summary>
    [JsonInclude, JsonPropertyName("scopes")]
    public IReadOnlyList<string>? Scopes { get; internal set => field = value is null ? null : TextList.Of(value); }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(TokenId);

    /// <summary>The account the token belongs to (known from the request, not on the wire).</summary>
    [JsonIgnore]
    public string AccountId { get; internal set; } = "";

    /// <summary>The e-mail of the account, when it was known at the call; else null.</summary>
    [JsonIgnore]
    public string? Email { get; internal set; }

    /// <summary>The display name of the account, when it was known at the call; else null.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    [JsonIgnore]
    public string Person => Email ?? AccountId;

    /// <inheritdoc/>
    public override string ToString() => TokenId;
}
