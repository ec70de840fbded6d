using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Policies;

/// <summary>A policy of the organization; read only here, because policies are not about people. Source: organization document, <c>GET /v1/orgs/{orgId}/policies</c>.</summary>
public sealed class Policy : OrganizationObject
{
    /// <summary>The id of the policy.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string PolicyId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name; null when it has none.</summary>
    [JsonIgnore]
    public string? Name => Attributes?.Name;

    /// <summary><c>ip-allowlist</c>, <c>data-residency</c>, <c>data-security</c> or another; the set is open.</summary>
    [JsonIgnore]
    public string? Type => Attributes?.Type;

    /// <summary><c>enabled</c> or <c>disabled</c>; null when not told.</summary>
    [JsonIgnore]
    public string? Status => Attributes?.Status;

    /// <summary>What the rule lists, as text; empty when it lists nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Values => TextList.Of(Attributes?.RuleValues ?? []);

    /// <summary>The whole rule as plain values; null when there is none. Its form depends on the type.</summary>
    [JsonIgnore]
    public object? Rule => Attributes?.Rule is { } rule ? PlainValue.From(rule) : null;

    /// <summary>The resources (ARIs) that it applies to.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> ResourceIds => TextList.Of(Resources.Select(r => r.ResourceId ?? ""));

    /// <summary>The resources that it applies to, and how far that is.</summary>
    [JsonIgnore]
    public IReadOnlyList<PolicyResource> Resources => DetailList.Of<PolicyResource>(Attributes?.Resources);

    /// <summary>When it was made; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedAt => Attributes?.CreatedAt;

    /// <summary>When it was changed last; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? UpdatedAt => Attributes?.UpdatedAt;

    [JsonInclude, JsonPropertyName("type")]
    internal string? ObjectType { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal PolicyAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(PolicyId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("attributes", Attributes), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => Name ?? PolicyId;
}

/// <summary>A resource that a policy applies to. Source: organization document, Resource.</summary>
public sealed class PolicyResource : ServiceObject
{
    /// <summary>The resource (an ARI); null when not told.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? ResourceId { get; internal set; }

    /// <summary><c>applying</c>, <c>applied</c>, <c>removing</c>, <c>failed</c> or <c>scheduled</c>; null when not told; the set is open.</summary>
    [JsonInclude, JsonPropertyName("applicationStatus")]
    public string? ApplicationStatus { get; internal set; }

    /// <summary>What else is told of it, as plain values; empty when nothing.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> Details => PlainValue.FromFields(Meta);

    [JsonInclude, JsonPropertyName("meta")]
    internal Dictionary<string, JsonElement>? Meta { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{ResourceId} ({ApplicationStatus})";
}

/// <summary>The attributes of a policy on the wire.</summary>
internal sealed class PolicyAttributes : ServiceObjectPart
{
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }

    // An object whose form depends on the type, or a list: the vendor has published no schema of it.
    [JsonPropertyName("rule")]
    public JsonElement? Rule { get; set; }

    [JsonPropertyName("resources")]
    public IReadOnlyList<PolicyResource>? Resources { get; set; }

    [JsonPropertyName("createdAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; set; }

    [JsonPropertyName("updatedAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? UpdatedAt { get; set; }

    [JsonIgnore]
    public IReadOnlyList<string> RuleValues =>
        Rule is not { } rule ? []
        : rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().SelectMany(ValuesOf).ToList()
        : ValuesOf(rule).ToList();

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => WireObject.Items("resources", Resources);

    private static IEnumerable<string> ValuesOf(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("in", out JsonElement values) && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray().Select(value => value.ToString())
            : [];
}
