using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Users;

/// <summary>When a person last used each product. Source: organization document, <c>GET /v1/orgs/{orgId}/directory/users/{accountId}/last-active-dates</c>.</summary>
public sealed class UserActivity : OrganizationObject
{
    /// <summary>How far behind the service's figures may be. Source: organization document.</summary>
    public static TimeSpan LargestDelay { get; } = TimeSpan.FromHours(24);

    /// <summary>The account (known from the request, not on the wire).</summary>
    [JsonIgnore]
    public string AccountId { get; internal set; } = "";

    /// <summary>The e-mail of the person, when it was known at the call; else null.</summary>
    [JsonIgnore]
    public string? Email { get; internal set; }

    /// <summary>The display name of the person, when it was known at the call; else null.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    [JsonIgnore]
    public string Person => Email ?? AccountId;

    /// <summary>The last activity in any product; null when never, or not known. Activity is a page viewed for two seconds.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastActive
    {
        get
        {
            DateTimeOffset? last = null;
            foreach (ProductActivity product in Products)
                last = last is null || product.LastActive > last ? product.LastActive ?? last : last;
            return last;
        }
    }

    /// <summary>False when a date came in a form that cannot be read: then "never" is not proven.</summary>
    [JsonIgnore]
    public bool IsReadable => !this.IsOdd("product_access") && Products.All(p => p.LastActive is not null || !(p.IsOdd("last_active") || p.IsOdd("last_active_timestamp")));

    /// <summary>The products the person has access to; empty when none.</summary>
    [JsonInclude, JsonPropertyName("product_access")]
    public IReadOnlyList<ProductActivity> Products { get; internal set => field = DetailList.Of<ProductActivity>(value); } = DetailList.None<ProductActivity>();

    /// <summary>When the person came into the organization; null when not told, or not known.</summary>
    [JsonIgnore]
    public DateTimeOffset? AddedToOrg => AddedTimestamp ?? AddedDate;

    /// <summary>True when that came in a form that cannot be read.</summary>
    [JsonIgnore]
    internal bool IsAddedUnreadable => AddedToOrg is null && (this.IsOdd("added_to_org") || this.IsOdd("added_to_org_timestamp"));

    /// <summary>Activity after this moment may be missing: the service is up to 24 hours behind.</summary>
    [JsonIgnore]
    public DateTimeOffset CompleteUntil { get; internal set; }

    [JsonInclude, JsonPropertyName("added_to_org_timestamp"), JsonConverter(typeof(TimestampConverter))]
    internal DateTimeOffset? AddedTimestamp { get; set; }

    [JsonInclude, JsonPropertyName("added_to_org"), JsonConverter(typeof(TimestampConverter))]
    internal DateTimeOffset? AddedDate { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => WireObject.Items("product_access", Products);

    /// <inheritdoc/>
    public override string ToString() => $"{Email ?? AccountId}: {LastActive?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "never"}";
}

/// <summary>When a person last used one product.</summary>
public sealed class ProductActivity : ServiceObject
{
    /// <summary>The product key, such as <c>jira-software</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("key")]
    public string? Key { get; internal set; }

    /// <summary>The resource (an ARI).</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? ResourceId { get; internal set; }

    /// <summary>When the person last used it; null when never, or not known.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastActive => Timestamp ?? Date;

    [JsonInclude, JsonPropertyName("last_active_timestamp"), JsonConverter(typeof(TimestampConverter))]
    internal DateTimeOffset? Timestamp { get; set; }

    [JsonInclude, JsonPropertyName("last_active"), JsonConverter(typeof(TimestampConverter))]
    internal DateTimeOffset? Date { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Key} {LastActive?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "never"}";
}

/// <summary>A page of activity: unlike other pages, its data is one object.</summary>
internal sealed class UserActivityPage : ServiceObjectPart
{
    [JsonPropertyName("data")]
    public UserActivity? Data { get; set; }

    [JsonPropertyName("links")]
    public PageLinks? Links { get; set; }
}
