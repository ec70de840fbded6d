using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>A domain that the organization claims. Source: organization document, <c>GET /v1/orgs/{orgId}/domains</c>.</summary>
public sealed class Domain : OrganizationObject
{
    /// <summary>The id of the domain.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string DomainId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The domain, such as <c>example.com</c>.</summary>
    [JsonIgnore]
    public string? Name => Attributes?.Name;

    /// <summary><c>verified</c>, <c>unverified</c>, <c>deleted</c>, <c>superseded</c> or <c>missing_token</c>; the set is open.</summary>
    [JsonIgnore]
    public string? ClaimStatus => Attributes?.Claim?.Status;

    /// <summary>How it is proven: <c>dns</c> or <c>http</c>; the set is open.</summary>
    [JsonIgnore]
    public string? ClaimType => Attributes?.Claim?.Type;

    /// <summary>True when accounts of this domain are managed by the organization.</summary>
    [JsonIgnore]
    public bool IsVerified => string.Equals(ClaimStatus, "verified", StringComparison.OrdinalIgnoreCase);

    [JsonInclude, JsonPropertyName("type")]
    internal string? Type { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal DomainAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(DomainId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("attributes", Attributes), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => Name ?? DomainId;
}

/// <summary>The attributes of a domain on the wire.</summary>
internal sealed class DomainAttributes : ServiceObjectPart
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("claim")]
    public DomainClaim? Claim { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("claim", Claim)];
}

/// <summary>The claim of a domain on the wire.</summary>
internal sealed class DomainClaim : ServiceObjectPart
{
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }
}
