using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>A person or another object that an event names. Source: organization document, EventObjectModel.</summary>
public sealed class AuditObject : ServiceObject
{
    private IReadOnlyDictionary<string, object?>? _attributes;

    /// <summary>What it is, such as <c>users</c>, <c>groups</c> or <c>sites</c>; null when not told; the set is open.</summary>
    [JsonInclude, JsonPropertyName("type")]
    public string? Type { get; internal set; }

    /// <summary>Its id; null when not told.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? ObjectId { get; internal set; }

    /// <summary>True for a person, with or without an account.</summary>
    [JsonIgnore]
    public bool IsPerson => HasAccount || string.Equals(Type, "invited-user", StringComparison.OrdinalIgnoreCase);

    /// <summary>The account of a person; null for everything else.</summary>
    [JsonIgnore]
    public string? AccountId => HasAccount ? ObjectId : null;

    /// <summary>The name; null when not told.</summary>
    [JsonIgnore]
    public string? Name => Text("name");

    /// <summary>The e-mail address of a person; null when not told.</summary>
    [JsonIgnore]
    public string? Email => Text("email");

    /// <summary>What else the event tells of it, as plain values; empty when nothing.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, object?> Attributes => _attributes ??= PlainValue.FromFields(Fields);

    [JsonInclude, JsonPropertyName("attributes")]
    internal Dictionary<string, JsonElement>? Fields { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal AuditLinks? Links { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("links", Links)];

    /// <summary>A person as people know them; everything else as its type and id.</summary>
    public override string ToString() => IsPerson ? Email ?? Name ?? ObjectId ?? "" : $"{Type}/{ObjectId ?? Name}";

    // Both are seen on the wire.
    private bool HasAccount => string.Equals(Type, "users", StringComparison.OrdinalIgnoreCase) || string.Equals(Type, "user", StringComparison.OrdinalIgnoreCase);

    private string? Text(string field) =>
        Fields is not null && Fields.TryGetValue(field, out JsonElement value) && PlainValue.TextOf(value) is { Length: > 0 } text ? text : null;
}
