using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>A schema of a SCIM directory: which attributes its records have. Source: RFC 7643, section 7.</summary>
public sealed class ScimSchema : ServiceObject
{
    /// <summary>The name of the schema as a URN.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string SchemaId { get; internal set => field = value ?? ""; } = "";

    /// <summary>What it describes, such as <c>User</c>.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>What it is for; null when not told.</summary>
    [JsonInclude, JsonPropertyName("description")]
    public string? Description { get; internal set; }

    /// <summary>The attributes; empty when none is told.</summary>
    [JsonInclude, JsonPropertyName("attributes")]
    public IReadOnlyList<ScimAttribute> Attributes { get; internal set => field = DetailList.Of<ScimAttribute>(value); } = DetailList.None<ScimAttribute>();

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(SchemaId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => WireObject.Items("attributes", Attributes);

    /// <inheritdoc/>
    public override string ToString() => SchemaId;
}

/// <summary>An attribute of a schema. Source: RFC 7643, section 7.</summary>
public sealed class ScimAttribute : ServiceObject
{
    /// <summary>The name.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string Name { get; internal set => field = value ?? ""; } = "";

    /// <summary><c>string</c>, <c>boolean</c>, <c>complex</c> and others; the set is open.</summary>
    [JsonInclude, JsonPropertyName("type")]
    public string? Type { get; internal set; }

    /// <summary>True when there may be several.</summary>
    [JsonInclude, JsonPropertyName("multiValued")]
    public bool? MultiValued { get; internal set; }

    /// <summary>True when a record must have it.</summary>
    [JsonInclude, JsonPropertyName("required")]
    public bool? Required { get; internal set; }

    /// <summary><c>readOnly</c>, <c>readWrite</c>, <c>immutable</c> or <c>writeOnly</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("mutability")]
    public string? Mutability { get; internal set; }

    /// <summary><c>none</c>, <c>server</c> or <c>global</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("uniqueness")]
    public string? Uniqueness { get; internal set; }

    /// <summary>The parts of a complex attribute; empty when it has none.</summary>
    [JsonInclude, JsonPropertyName("subAttributes")]
    public IReadOnlyList<ScimAttribute> SubAttributes { get; internal set => field = DetailList.Of<ScimAttribute>(value); } = DetailList.None<ScimAttribute>();

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => WireObject.Items("subAttributes", SubAttributes);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
