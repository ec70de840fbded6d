using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>A group of a SCIM directory, as the identity provider keeps it. Sources: provisioning document, <c>ScimGroup</c>; RFC 7643.</summary>
public sealed class ScimGroup : OrganizationObject
{
    /// <summary>The id of the group in its directory; not the id of the organization's group.</summary>
    [JsonIgnore]
    public string ScimGroupId => Id ?? "";

    /// <summary>The name, which cannot be changed.</summary>
    [JsonInclude, JsonPropertyName("displayName")]
    public string? Name { get; internal set; }

    /// <summary>The identity provider's own id of the group; null when it gave none.</summary>
    [JsonInclude, JsonPropertyName("externalId")]
    public string? ExternalId { get; internal set; }

    /// <summary>The members; empty when none is told.</summary>
    [JsonIgnore]
    public IReadOnlyList<ScimMember> Members => DetailList.Of<ScimMember>(OwnMembers);

    /// <summary>How many members are told.</summary>
    [JsonIgnore]
    public int MemberCount => OwnMembers?.Count ?? 0;

    /// <summary>When the group was made; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? Created => Meta?.Created;

    /// <summary>When the group was changed last; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastModified => Meta?.LastModified;

    /// <summary>The version (an ETag) of the group as it was read; null where the service gives none.</summary>
    [JsonIgnore]
    public string? Version => Meta?.Version;

    /// <summary>The schemas that the group is of.</summary>
    [JsonInclude, JsonPropertyName("schemas")]
    public IReadOnlyList<string> Schemas { get; internal set => field = TextList.Of(value); } = TextList.None;

    [JsonInclude, JsonPropertyName("id")]
    internal string? Id { get; set; }

    [JsonInclude, JsonPropertyName("members")]
    internal IReadOnlyList<ScimMember>? OwnMembers { get; set => field = value is null ? null : DetailList.Of<ScimMember>(value); }

    [JsonInclude, JsonPropertyName("meta")]
    internal ScimMeta? Meta { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(Id);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("meta", Meta), .. WireObject.Items("members", OwnMembers)];

    /// <inheritdoc/>
    public override string ToString() => Name ?? ScimGroupId;
}
