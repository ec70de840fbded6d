using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>An entry of the organization's audit log. Source: organization document, <c>GET /v1/orgs/{orgId}/events</c> and <c>/events-stream</c>.</summary>
public sealed class AuditEvent : OrganizationObject
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
    public string? ActorId => ActorDetail?.AccountId;

    /// <summary>The name of the account that did it; null when not told.</summary>
    [JsonIgnore]
    public string? ActorName => ActorDetail?.Name;

    /// <summary>The e-mail of the account that did it; null when not told.</summary>
    [JsonIgnore]
    public string? ActorEmail => ActorDetail?.Email;

    /// <summary>The label of the token or key that it was done with; null for none, or not told.</summary>
    [JsonIgnore]
    public string? ActorTokenLabel => ActorDetail?.Authentication?.TokenLabel;

    /// <summary>Who did it: the e-mail address, the name or the account, the first of them that is told; null when none is.</summary>
    [JsonIgnore]
    public string? Actor => ActorDetail?.ToString() is { Length: > 0 } actor ? actor : null;

    /// <summary>Who did it, with what, and in whose name; null when not told.</summary>
    [JsonIgnore]
    public AuditActor? ActorDetail => Attributes?.Actor;

    /// <summary>What it was done to: people by their e-mail address or name, other objects by type and id, such as <c>groups/2f5e…</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Targets => TextList.Of(Context.Select(target => target.ToString()));

    /// <summary>The ids of what it was done to, in the order of <see cref="Targets"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> TargetIds => OfTargets(target => target.ObjectId);

    /// <summary>The names of what it was done to, in the order of <see cref="Targets"/>; empty for those that are not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> TargetNames => OfTargets(target => target.Name);

    /// <summary>The e-mail addresses of the people that it was done to, in the order of <see cref="Targets"/>; empty for those that are not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> TargetEmails => OfTargets(target => target.Email);

    /// <summary>What it was done to, in detail; empty when nothing is told.</summary>
    [JsonIgnore]
    public IReadOnlyList<AuditObject> Context => DetailList.Of<AuditObject>(Attributes?.Context);

    /// <summary>Where it was done, such as a site or the organization; empty when not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<AuditObject> Container => DetailList.Of<AuditObject>(Attributes?.Container);

    /// <summary>The address it was done from; null when not told.</summary>
    [JsonIgnore]
    public string? IPAddress => Location?.IPAddress;

    /// <summary>Where that is, as city and country; null when not told.</summary>
    [JsonIgnore]
    public string? Place => Location?.ToString() is { Length: > 0 } place ? place : null;

    /// <summary>Where it was done from; null when not told.</summary>
    [JsonIgnore]
    public AuditLocation? Location => Attributes?.Location;

    /// <summary>The event in words; null when not told.</summary>
    [JsonIgnore]
    public string? Message => MessageContent?.Content;

    /// <summary>The form of the words, such as <c>simple</c>; null when not told.</summary>
    [JsonIgnore]
    public string? MessageFormat => MessageContent?.Format;

    [JsonInclude, JsonPropertyName("type")]
    internal string? Type { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal AuditEventAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("message")]
    internal AuditMessage? MessageContent { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(EventId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("attributes", Attributes), ("message", MessageContent), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => $"{Time:u} {Action}";

    private TextList OfTargets(Func<AuditObject, string?> part) =>
        Context.All(target => part(target) is null) ? TextList.None : TextList.Of(Context.Select(target => part(target) ?? ""));
}

/// <summary>The attributes of an event on the wire.</summary>
internal sealed class AuditEventAttributes : ServiceObjectPart
{
    [JsonPropertyName("time"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? Time { get; set; }

    [JsonPropertyName("processedAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? ProcessedAt { get; set; }

    [JsonPropertyName("action")]
    public string? Action { get; set; }

    [JsonPropertyName("actor")]
    public AuditActor? Actor { get; set; }

    [JsonPropertyName("context")]
    public IReadOnlyList<AuditObject>? Context { get; set => field = value is null ? null : DetailList.Of<AuditObject>(value); }

    [JsonPropertyName("container")]
    public IReadOnlyList<AuditObject>? Container { get; set => field = value is null ? null : DetailList.Of<AuditObject>(value); }

    [JsonPropertyName("location")]
    public AuditLocation? Location { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [("actor", Actor), .. WireObject.Items("context", Context), .. WireObject.Items("container", Container), ("location", Location)];
}

/// <summary>The words of an event on the wire.</summary>
internal sealed class AuditMessage : ServiceObjectPart
{
    [JsonPropertyName("content")]
    public string? Content { get; set; }

    [JsonPropertyName("format")]
    public string? Format { get; set; }
}
