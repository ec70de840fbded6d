using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>One of several values of the same kind, such as an e-mail address. Source: RFC 7643, section 2.4.</summary>
public sealed class ScimValue : ServiceObject
{
    /// <summary>The value itself.</summary>
    [JsonInclude, JsonPropertyName("value")]
    public string? Value { get; internal set; }

    /// <summary>What it is for, such as <c>work</c>; null when not told.</summary>
    [JsonInclude, JsonPropertyName("type")]
    public string? Type { get; internal set; }

    /// <summary>True for the one that is used; null when not told.</summary>
    [JsonInclude, JsonPropertyName("primary")]
    public bool? Primary { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
