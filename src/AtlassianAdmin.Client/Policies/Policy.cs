using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Policies;

/// <summary>A policy of the organization; read only here, because policies are not about people. Source: organization document, <c>GET /v1/orgs/{orgId}/policies</c>.</summary>
public sealed class Policy : ServiceObject
{
    /// <summary>The id of the policy.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string PolicyId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name; null when it has none.</summary>
    [JsonIgnore]
    public string? Name => Attributes?.Name;

    /// <summary><c>ip-allowlist</c>, <c>data-residency</c> or <c>data-security</c>; the set is open.</summary>
    [JsonIgnore]
    public string? Type => Attributes?.Type;

    /// <summary><c>enabled</c> or <c>disabled</c>; null when not told.</summary>
    [JsonIgnore]
    public string? Status => Attributes?.Status;

    /// <summary>What the rule lists, as text; empty when it has none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Values => TextList.Of((Attributes?.Rule?.In ?? []).Select(v => v.ToString()));

    /// <summary>The resources (ARIs) that it applies to.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ResourceIds => TextList.Of((Attributes?.Resources ?? []).Select(r => r.Id ?? ""));

    [JsonInclude, JsonPropertyName("type")]
    internal string? ObjectType { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal PolicyAttributes? Attributes { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? PolicyId;
}

/// <summary>The attributes of a policy on the wire.</summary>
internal sealed class PolicyAttributes
{
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("rule")]
    public PolicyRule? Rule { get; set; }

    [JsonPropertyName("resources")]
    public IReadOnlyList<PolicyResource>? Resources { get; set; }
}

/// <summary>The rule of a policy on the wire.</summary>
internal sealed class PolicyRule
{
    [JsonPropertyName("in")]
    public IReadOnlyList<JsonElement>? In { get; set; }
}

/// <summary>A resource of a policy on the wire.</summary>
internal sealed class PolicyResource
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("applicationStatus")]
    public string? ApplicationStatus { get; set; }
}
