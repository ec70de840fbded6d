using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Site;

/// <summary>A page of a Jira list: <c>{"values":[…],"startAt","total","isLast"}</c>. Its <c>nextPage</c> is never requested.</summary>
internal sealed class SitePage<T>
{
    [JsonPropertyName("values")]
    public IReadOnlyList<T>? Values { get; set; }

    [JsonPropertyName("startAt")]
    public int? StartAt { get; set; }

    [JsonPropertyName("total")]
    public long? Total { get; set; }

    [JsonPropertyName("isLast")]
    public bool? IsLast { get; set; }
}

/// <summary>The answer of <c>GET /rest/api/3/groups/picker</c>.</summary>
internal sealed class FoundGroups
{
    [JsonPropertyName("header")]
    public string? Header { get; set; }

    [JsonPropertyName("total")]
    public int? Total { get; set; }

    [JsonPropertyName("groups")]
    public IReadOnlyList<SiteGroup>? Groups { get; set; }
}

/// <summary>The answer of <c>GET /_edge/tenant_info</c>.</summary>
internal sealed class TenantInfo
{
    [JsonPropertyName("cloudId")]
    public string? CloudId { get; set; }
}
