using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Site;

/// <summary>A group as a Jira site shows it: one of the groups of the organization's directory. Source: Jira Cloud v3 document, GroupName and FoundGroup; reference 6.</summary>
public sealed class SiteGroup : ServiceObject
{
    /// <summary>The id of the group, the same as in the organization.</summary>
    [JsonInclude, JsonPropertyName("groupId")]
    public string GroupId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>The address of this group in the API; null when not told. Never requested: it may lie on another host than the site.</summary>
    [JsonInclude, JsonPropertyName("self")]
    public string? Self { get; internal set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(GroupId);

    /// <inheritdoc/>
    public override string ToString() => Name ?? GroupId;
}
