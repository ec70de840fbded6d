using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>A kind of record that a SCIM directory keeps. Source: RFC 7643, section 6; the vendor documents no form.</summary>
public sealed class ScimResourceType : ServiceObject
{
    /// <summary>What it is, such as <c>User</c>.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string Name { get; internal set => field = value ?? ""; } = "";

    /// <summary>Where its records are, below the directory, such as <c>/Users</c>; null when not told.</summary>
    [JsonInclude, JsonPropertyName("endpoint")]
    public string? Endpoint { get; internal set; }

    /// <summary>What it is for; null when not told.</summary>
    [JsonInclude, JsonPropertyName("description")]
    public string? Description { get; internal set; }

    /// <summary>The schema that its records are of; null when not told.</summary>
    [JsonInclude, JsonPropertyName("schema")]
    public string? Schema { get; internal set; }

    [JsonInclude, JsonPropertyName("id")]
    internal string? Id { get; set; }

    [JsonInclude, JsonPropertyName("schemas")]
    internal IReadOnlyList<string>? Schemas { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
