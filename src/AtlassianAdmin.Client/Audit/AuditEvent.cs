using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>An entry of the organization's audit log. Source: organization document, <c>GET /v1/orgs/{orgId}/events</c> and <c>/events-stream</c>.</summary>
public sealed class AuditEvent : ServiceObject
{
    /// <summary>The id of the event.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string EventId { get; internal set => field = value ?? ""; } = "";

    /// <summary>When it happened; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time => Attributes?.Time;

    /// <summary>When the service processed it; only the stream tells.</summary>
    [JsonIgnore]
    public DateTimeOffset? ProcessedAt => Attributes?.ProcessedAt;

    /// <summary>What was done, such as <c>user_deactivated</c>; the set is open.</summary>
    [JsonIgnore]
    public string? Action => Attributes?.Action;

    /// <summary>The account that did it; null when not told.</summary>
    [JsonIgnore]
    public string? ActorId => Attributes?.Actor?.Id;

    /// <summary>The name of the account that did it; null when not told.</summary>
    [JsonIgnore]
    public string? ActorName => Attributes?.Actor?.Name;

    /// <summary>The e-mail of the account that did it; null when not told.</summary>
    [JsonIgnore]
    public string? ActorEmail => Attributes?.Actor?.Email;

    /// <summary>The label of the token or key that it was done with; null for none, or not told.</summary>
    [JsonIgnore]
    public string? ActorTokenLabel => Attributes?.Actor?.Authentication?.TokenLabel;

    /// <summary>What it was done to: type and id of each object, such as <c>users/557058:…</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Targets => TextList.Of((Attributes?.Context ?? []).Select(c => $"{c.Type}/{c.Id}"));

    /// <summary>The address it was done from; null when not told.</summary>
    [JsonIgnore]
    public string? IPAddress => Attributes?.Location?.IPAddress;

    /// <summary>Where that is, as city and country; null when not told.</summary>
    [JsonIgnore]
    public string? Place =>
        Attributes?.Location is { } location && (location.City ?? location.CountryName) is not null
            ? string.Join(", ", new[] { location.City, location.CountryName }.Where(p => !string.IsNullOrEmpty(p)))
            : null;

    /// <summary>The event in words; null when not told.</summary>
    [JsonIgnore]
    public string? Message => MessageContent?.Content;

    [JsonInclude, JsonPropertyName("type")]
    internal string? Type { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal AuditEventAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("message")]
    internal AuditMessage? MessageContent { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Time:u} {Action}";
}

/// <summary>The attributes of an event on the wire.</summary>
internal sealed class AuditEventAttributes
{
    [JsonPropertyName("time"), JsonConverter(typeof(LenientTimestampConverter))]
    public DateTimeOffset? Time { get; set; }

    [JsonPropertyName("processedAt"), JsonConverter(typeof(LenientTimestampConverter))]
    public DateTimeOffset? ProcessedAt { get; set; }

    [JsonPropertyName("action")]
    public string? Action { get; set; }

    [JsonPropertyName("actor")]
    public AuditActor? Actor { get; set; }

    [JsonPropertyName("context")]
    public IReadOnlyList<AuditObject>? Context { get; set; }

    [JsonPropertyName("container")]
    public IReadOnlyList<AuditObject>? Container { get; set; }

    [JsonPropertyName("location")]
    public AuditLocation? Location { get; set; }
}

/// <summary>Who did it, on the wire.</summary>
internal sealed class AuditActor
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("email")]
    public string? Email { get; set; }

    [JsonPropertyName("auth")]
    public AuditAuthentication? Authentication { get; set; }
}

/// <summary>The token or key that it was done with, on the wire.</summary>
internal sealed class AuditAuthentication
{
    [JsonPropertyName("authType")]
    public string? Type { get; set; }

    [JsonPropertyName("tokenId")]
    public string? TokenId { get; set; }

    [JsonPropertyName("tokenLabel")]
    public string? TokenLabel { get; set; }
}

/// <summary>What it was done to, on the wire.</summary>
internal sealed class AuditObject
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("attributes")]
    public Dictionary<string, JsonElement>? Attributes { get; set; }
}

/// <summary>Where it was done from, on the wire.</summary>
internal sealed class AuditLocation
{
    [JsonPropertyName("ip")]
    public string? IPAddress { get; set; }

    [JsonPropertyName("city")]
    public string? City { get; set; }

    [JsonPropertyName("countryName")]
    public string? CountryName { get; set; }
}

/// <summary>The words of an event on the wire.</summary>
internal sealed class AuditMessage
{
    [JsonPropertyName("content")]
    public string? Content { get; set; }

    [JsonPropertyName("format")]
    public string? Format { get; set; }
}

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

    [JsonInclude, JsonPropertyName("type")]
    internal string? Type { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal AuditEventActionAttributes? Attributes { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Action;
}

/// <summary>The attributes of an action on the wire.</summary>
internal sealed class AuditEventActionAttributes
{
    [JsonPropertyName("displayName")]
    public string? DisplayName { get; set; }

    [JsonPropertyName("groupDisplayName")]
    public string? GroupDisplayName { get; set; }
}
