using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>A member of a SCIM group, or a group that a SCIM user is in: a reference to it. Source: provisioning document.</summary>
public sealed class ScimMember : OrganizationObject
{
    /// <summary>The SCIM id of the user, or of the group.</summary>
    [JsonInclude, JsonPropertyName("value")]
    public string ScimId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name to show; null when not told.</summary>
    [JsonInclude, JsonPropertyName("display")]
    public string? Name { get; internal set; }

    /// <summary><c>User</c> or <c>Group</c>; null when not told.</summary>
    [JsonInclude, JsonPropertyName("type")]
    public string? Type { get; internal set; }

    [JsonInclude, JsonPropertyName("$ref")]
    internal string? Reference { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? ScimId;
}
