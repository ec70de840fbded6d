using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Groups;

/// <summary>A group of a directory. Source: organization document, <c>POST /v2/orgs/{orgId}/directories/{directoryId}/groups/search</c>.</summary>
public sealed class Group : OrganizationObject
{
    /// <summary>The id of the group.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string GroupId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name of the group.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>What the group is for; null when not told.</summary>
    [JsonInclude, JsonPropertyName("description")]
    public string? Description { get; internal set; }

    /// <summary>The directory that the group belongs to; its members are people of that directory.</summary>
    [JsonInclude, JsonPropertyName("directoryId")]
    public string? DirectoryId { get; internal set; }

    /// <summary>Who manages its members: <c>external</c> (an identity provider), <c>admins</c>, <c>team-members</c> or <c>open</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("managedBy")]
    public string? ManagedBy { get; internal set; }

    /// <summary>True when an identity provider synchronizes the group, so that it is changed only there; null when not told.</summary>
    [JsonInclude, JsonPropertyName("externalSynced")]
    public bool? ExternalSynced { get; internal set; }

    /// <summary>Whether this key may change its members; null when not told.</summary>
    [JsonIgnore]
    public bool? Modifiable => ManagementAccess?.Modifiable;

    /// <summary>Whether this key may delete it; null when not told.</summary>
    [JsonIgnore]
    public bool? Deletable => ManagementAccess?.Deletable;

    /// <summary>Whether this key may see it; null when not told.</summary>
    [JsonIgnore]
    public bool? Readable => ManagementAccess?.Readable;

    /// <summary>Why the key may not do everything with it; null when not told.</summary>
    [JsonIgnore]
    public string? ManagementReason => ManagementAccess?.Reason;

    /// <summary>How many people are in it; null when not asked for.</summary>
    [JsonIgnore]
    public int? UserCount => Counts?.Users;

    /// <summary>How many resources it has roles on; null when not asked for.</summary>
    [JsonIgnore]
    public int? ResourceCount => Counts?.Resources;

    /// <summary>How many roles it gives; null when not told.</summary>
    [JsonIgnore]
    public int? RoleCount => Counts?.Roles;

    /// <summary><c>GROUP</c>, <c>TEAM</c> or <c>USERBASE_GROUP</c>; null when not told; the set is open.</summary>
    [JsonInclude, JsonPropertyName("type")]
    public string? Type { get; internal set; }

    /// <summary>True when its members can only be changed in the identity provider, or not by this key.</summary>
    [JsonIgnore]
    public bool IsLocked =>
        ExternalSynced == true || Modifiable == false || string.Equals(ManagedBy, "external", StringComparison.OrdinalIgnoreCase);

    [JsonInclude, JsonPropertyName("managementAccess")]
    internal GroupManagementAccess? ManagementAccess { get; set; }

    [JsonInclude, JsonPropertyName("counts")]
    internal GroupCounts? Counts { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(GroupId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [("managementAccess", ManagementAccess), ("counts", Counts), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => Name ?? GroupId;
}

/// <summary>What this key may do with a group, on the wire.</summary>
internal sealed class GroupManagementAccess : ServiceObjectPart
{
    [JsonPropertyName("readable")]
    public bool? Readable { get; set; }

    [JsonPropertyName("modifiable")]
    public bool? Modifiable { get; set; }

    [JsonPropertyName("deletable")]
    public bool? Deletable { get; set; }

    [JsonPropertyName("reason")]
    public string? Reason { get; set; }
}

/// <summary>The counts of a group on the wire.</summary>
internal sealed class GroupCounts : ServiceObjectPart
{
    [JsonPropertyName("users")]
    public int? Users { get; set; }

    [JsonPropertyName("resources")]
    public int? Resources { get; set; }

    [JsonPropertyName("roles")]
    public int? Roles { get; set; }
}
