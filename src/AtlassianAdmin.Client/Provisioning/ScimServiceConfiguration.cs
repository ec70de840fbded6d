using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>Which parts of SCIM a directory offers. Source: RFC 7643, section 5; the vendor documents no form.</summary>
public sealed class ScimServiceConfiguration : ServiceObject
{
    /// <summary>True when single attributes can be changed; null when not told.</summary>
    [JsonIgnore]
    public bool? SupportsPatch => Patch?.Supported;

    /// <summary>True when several requests can be sent as one; null when not told.</summary>
    [JsonIgnore]
    public bool? SupportsBulk => Bulk?.Supported;

    /// <summary>True when a list can be filtered; null when not told.</summary>
    [JsonIgnore]
    public bool? SupportsFilter => Filter?.Supported;

    /// <summary>True when a list can be sorted; null when not told.</summary>
    [JsonIgnore]
    public bool? SupportsSort => Sort?.Supported;

    /// <summary>True when passwords can be changed; null when not told.</summary>
    [JsonIgnore]
    public bool? SupportsPasswordChange => ChangePassword?.Supported;

    /// <summary>True when a change can insist on a version; null when not told.</summary>
    [JsonIgnore]
    public bool? SupportsVersions => ETag?.Supported;

    /// <summary>The most records that one page of a list holds; null when not told.</summary>
    [JsonIgnore]
    public int? LargestPage => Filter?.MaximumResults;

    [JsonInclude, JsonPropertyName("schemas")]
    internal IReadOnlyList<string>? Schemas { get; set; }

    [JsonInclude, JsonPropertyName("patch")]
    internal ScimFeature? Patch { get; set; }

    [JsonInclude, JsonPropertyName("bulk")]
    internal ScimFeature? Bulk { get; set; }

    [JsonInclude, JsonPropertyName("filter")]
    internal ScimFeature? Filter { get; set; }

    [JsonInclude, JsonPropertyName("changePassword")]
    internal ScimFeature? ChangePassword { get; set; }

    [JsonInclude, JsonPropertyName("sort")]
    internal ScimFeature? Sort { get; set; }

    [JsonInclude, JsonPropertyName("etag")]
    internal ScimFeature? ETag { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [("patch", Patch), ("bulk", Bulk), ("filter", Filter), ("changePassword", ChangePassword), ("sort", Sort), ("etag", ETag)];

    /// <summary>The features that it has, as RFC 7643 names them.</summary>
    public override string ToString() => string.Join(", ", Features().Where(feature => feature.Feature?.Supported == true).Select(feature => feature.Name));

    private IEnumerable<(string Name, ScimFeature? Feature)> Features() =>
        [("patch", Patch), ("bulk", Bulk), ("filter", Filter), ("changePassword", ChangePassword), ("sort", Sort), ("etag", ETag)];
}

/// <summary>Whether a directory has a feature, on the wire.</summary>
internal sealed class ScimFeature : ServiceObjectPart
{
    [JsonPropertyName("supported")]
    public bool? Supported { get; set; }

    [JsonPropertyName("maxResults")]
    public int? MaximumResults { get; set; }
}
