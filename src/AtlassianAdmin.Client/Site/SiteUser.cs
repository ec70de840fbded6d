using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Site;

/// <summary>A person as a Jira site shows them to the owner of the token. Source: Jira Cloud v3 document, User; reference 6.</summary>
public sealed class SiteUser : ServiceObject
{
    /// <summary>The account id, the same as in the organization.</summary>
    [JsonInclude, JsonPropertyName("accountId")]
    public string AccountId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The e-mail address; null when the person hides it from the site, whoever asks.</summary>
    [JsonInclude, JsonPropertyName("emailAddress")]
    public string? Email { get; internal set => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>The display name.</summary>
    [JsonInclude, JsonPropertyName("displayName")]
    public string? Name { get; internal set; }

    /// <summary>False for people who cannot sign in to the site any more: deactivated, suspended or deleted; null when not told.</summary>
    [JsonInclude, JsonPropertyName("active")]
    public bool? Active { get; internal set; }

    /// <summary><c>atlassian</c> (a person), <c>app</c>, <c>customer</c> or <c>unknown</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("accountType")]
    public string? AccountType { get; internal set; }

    /// <summary>The time zone (IANA); null when hidden.</summary>
    [JsonInclude, JsonPropertyName("timeZone")]
    public string? TimeZone { get; internal set; }

    /// <summary>The language (BCP 47); null when hidden.</summary>
    [JsonInclude, JsonPropertyName("locale")]
    public string? Locale { get; internal set; }

    /// <summary>The pictures by their size, such as <c>48x48</c>; null when not told.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?>? AvatarUrls => Avatars is null ? null : PlainValue.FromFields(Avatars);

    /// <summary>The address of this person in the API. Never requested: it may lie on another host than the site.</summary>
    [JsonInclude, JsonPropertyName("self")]
    public string? Self { get; internal set; }

    [JsonInclude, JsonPropertyName("avatarUrls")]
    internal Dictionary<string, JsonElement>? Avatars { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(AccountId);

    /// <inheritdoc/>
    public override string ToString() => Email ?? Name ?? AccountId;
}
