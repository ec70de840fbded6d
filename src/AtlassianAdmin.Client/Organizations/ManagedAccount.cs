using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>An account whose e-mail domain the organization has verified. Source: organization document, <c>GET /v1/orgs/{orgId}/users</c>.</summary>
public sealed class ManagedAccount : OrganizationObject
{
    /// <summary>The account id.</summary>
    [JsonInclude, JsonPropertyName("account_id")]
    public string AccountId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The e-mail address; null when hidden.</summary>
    [JsonInclude, JsonPropertyName("email")]
    public string? Email { get; internal set; }

    /// <summary>The display name.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary><c>active</c>, <c>inactive</c> or <c>closed</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("account_status")]
    public string? AccountStatus { get; internal set; }

    /// <summary><c>atlassian</c>, <c>customer</c> or <c>app</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("account_type")]
    public string? AccountType { get; internal set; }

    /// <summary>True when the account is billed for Atlassian Guard Standard; null when the service did not say. Source: organization document.</summary>
    [JsonInclude, JsonPropertyName("access_billable")]
    public bool? AccessBillable { get; internal set; }

    /// <summary>When the person was last active in any product; null for never or not known. Up to 24 h behind.</summary>
    [JsonInclude, JsonPropertyName("last_active"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastActive { get; internal set; }

    /// <summary>The products the account can use; empty when none, null when not told.</summary>
    [JsonInclude, JsonPropertyName("product_access")]
    public IReadOnlyList<ProductAccess>? ProductAccess { get; internal set => field = value is null ? null : DetailList.Of<ProductAccess>(value); }

    /// <summary>The address of the picture.</summary>
    [JsonInclude, JsonPropertyName("picture")]
    public string? Picture { get; internal set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(AccountId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("links", Links), .. WireObject.Items("product_access", ProductAccess)];

    /// <inheritdoc/>
    public override string ToString() => Email ?? AccountId;
}

/// <summary>One product that a managed account can use.</summary>
public sealed class ProductAccess : ServiceObject
{
    /// <summary>The resource (an ARI); null when not told.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? ResourceId { get; internal set; }

    /// <summary>The product key, such as <c>jira-software</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("key")]
    public string? Key { get; internal set; }

    /// <summary>The name of the product.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>The address of the site.</summary>
    [JsonInclude, JsonPropertyName("url")]
    public string? Url { get; internal set; }

    /// <summary>When the person last used it; null for never or not known. Up to 24 h behind.</summary>
    [JsonInclude, JsonPropertyName("last_active"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastActive { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => ProductUse.Text(Name ?? Key, Uri.TryCreate(Url, UriKind.Absolute, out Uri? site) ? site.Host : ResourceId, LastActive);
}
