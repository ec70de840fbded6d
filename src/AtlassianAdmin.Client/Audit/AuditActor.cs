using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Audit;

/// <summary>Who did what an event tells. Source: organization document, EventActorModel.</summary>
public sealed class AuditActor : ServiceObject
{
    /// <summary>The account; null when not told.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? AccountId { get; internal set; }

    /// <summary>The display name; null when not told.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>The e-mail address; null when not told.</summary>
    [JsonInclude, JsonPropertyName("email")]
    public string? Email { get; internal set; }

    /// <summary>The session, token or key that it was done with; null when not told.</summary>
    [JsonInclude, JsonPropertyName("auth")]
    public AuditAuthentication? Authentication { get; internal set; }

    /// <summary>The app that did it; null for none, or not told.</summary>
    [JsonInclude, JsonPropertyName("app")]
    public AuditObject? App { get; internal set; }

    /// <summary>The person in whose name it was done; null for none, or not told.</summary>
    [JsonInclude, JsonPropertyName("onBehalfOf")]
    public AuditActor? OnBehalfOf { get; internal set; }

    [JsonInclude, JsonPropertyName("links")]
    internal AuditLinks? Links { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [("auth", Authentication), ("app", App), ("onBehalfOf", OnBehalfOf), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => Email ?? Name ?? AccountId ?? "";
}

/// <summary>The session, token or key that something was done with. Source: organization document, EventActorModel.</summary>
public sealed class AuditAuthentication : ServiceObject
{
    /// <summary><c>session</c>, <c>api-token</c>, <c>container-token</c> and others; null when not told; the set is open.</summary>
    [JsonInclude, JsonPropertyName("authType")]
    public string? Type { get; internal set; }

    /// <summary>The id of the token or key; null for none, or not told.</summary>
    [JsonInclude, JsonPropertyName("tokenId")]
    public string? TokenId { get; internal set; }

    /// <summary>Its label; null for none, or not told.</summary>
    [JsonInclude, JsonPropertyName("tokenLabel")]
    public string? TokenLabel { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => TokenLabel ?? TokenId ?? Type ?? "";
}

/// <summary>Addresses of what an event names, on the wire.</summary>
internal sealed class AuditLinks : ServiceObjectPart
{
    [JsonPropertyName("self")]
    public string? Self { get; set; }

    [JsonPropertyName("alt")]
    public string? Alternative { get; set; }
}
