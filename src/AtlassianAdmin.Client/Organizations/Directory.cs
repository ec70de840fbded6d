using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>A user directory of the organization (not a SCIM directory). Source: organization document, <c>GET /v2/orgs/{orgId}/directories</c>.</summary>
public sealed class Directory : OrganizationObject
{
    /// <summary>The id of the directory.</summary>
    [JsonInclude, JsonPropertyName("directoryId")]
    public string DirectoryId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name of the directory.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>The address of its icon; null when it has none.</summary>
    [JsonInclude, JsonPropertyName("icon")]
    public string? Icon { get; internal set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(DirectoryId);

    /// <inheritdoc/>
    public override string ToString() => Name ?? DirectoryId;
}
