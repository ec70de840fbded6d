using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>An organization. Source: organization document, <c>GET /v1/orgs/{orgId}</c>.</summary>
public sealed class Organization : ServiceObject
{
    /// <summary>The id of the organization.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string OrganizationId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name of the organization.</summary>
    [JsonIgnore]
    public string? Name => Attributes?.Name;

    [JsonInclude, JsonPropertyName("type")]
    internal string? Type { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal NamedAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("relationships")]
    internal OrganizationRelationships? Relationships { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(OrganizationId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("attributes", Attributes), ("relationships", Relationships), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => Name ?? OrganizationId;
}

/// <summary>Attributes that hold a name.</summary>
internal sealed class NamedAttributes : ServiceObjectPart
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }
}

/// <summary>Where the service keeps what belongs to an organization.</summary>
internal sealed class OrganizationRelationships : ServiceObjectPart
{
    [JsonPropertyName("domains")]
    public RelatedLink? Domains { get; set; }

    [JsonPropertyName("users")]
    public RelatedLink? Users { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("domains", Domains), ("users", Users)];
}

/// <summary>A related collection: <c>{"links":{"related":"…"}}</c>.</summary>
internal sealed class RelatedLink : ServiceObjectPart
{
    [JsonPropertyName("links")]
    public RelatedAddress? Links { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("links", Links)];
}

/// <summary>The address of a related collection.</summary>
internal sealed class RelatedAddress : ServiceObjectPart
{
    [JsonPropertyName("related")]
    public string? Related { get; set; }
}
