using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>A kind of event that the audit log knows. Source: organization document, <c>GET /v1/orgs/{orgId}/event-actions</c>.</summary>
public sealed class AuditEventAction : ServiceObject
{
    /// <summary>The action, such as <c>user_deactivated</c>.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string Action { get; internal set => field = value ?? ""; } = "";

    /// <summary>The action in words.</summary>
    [JsonIgnore]
    public string? DisplayName => Attributes?.DisplayName;

    /// <summary>The group of actions it belongs to, in words.</summary>
    [JsonIgnore]
    public string? Group => Attributes?.GroupDisplayName;

    /// <summary>Every group of actions it belongs to, in words; null when not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Groups => Attributes?.GroupDisplayNames;

    [JsonInclude, JsonPropertyName("type")]
    internal string? Type { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal AuditEventActionAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    [JsonInclude, JsonPropertyName("message")]
    internal AuditMessage? Message { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(Action);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("attributes", Attributes), ("links", Links), ("message", Message)];

    /// <inheritdoc/>
    public override string ToString() => Action;
}

/// <summary>The attributes of an action on the wire.</summary>
internal sealed class AuditEventActionAttributes : ServiceObjectPart
{
    [JsonPropertyName("displayName")]
    public string? DisplayName { get; set; }

    [JsonPropertyName("groupDisplayName")]
    public string? GroupDisplayName { get; set; }

    [JsonPropertyName("groupDisplayNames")]
    public IReadOnlyList<string>? GroupDisplayNames { get; set => field = value is null ? null : TextList.Of(value); }
}
