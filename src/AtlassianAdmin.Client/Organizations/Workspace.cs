using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Organizations;

/// <summary>A product instance of the organization: what roles are given on. Source: organization document, <c>POST /v2/orgs/{orgId}/workspaces</c>.</summary>
public sealed class Workspace : OrganizationObject
{
    /// <summary>The resource (an ARI) that roles name, such as <c>ari:cloud:jira::site/…</c>.</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string ResourceId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The name.</summary>
    [JsonIgnore]
    public string? Name => Attributes?.Name;

    /// <summary>The product, such as <c>Jira</c>.</summary>
    [JsonIgnore]
    public string? Type => Attributes?.Type;

    /// <summary>The product key, such as <c>jira-software</c>.</summary>
    [JsonIgnore]
    public string? TypeKey => Attributes?.TypeKey;

    /// <summary>The address of its site; null when it has none.</summary>
    [JsonIgnore]
    public string? HostUrl => Attributes?.HostUrl;

    /// <summary><c>online</c>, <c>offline</c> or <c>deprecated</c>; the set is open.</summary>
    [JsonIgnore]
    public string? Status => Attributes?.Status;

    /// <summary>Seats that are paid for; null when not told.</summary>
    [JsonIgnore]
    public long? Capacity => Attributes?.Capacity;

    /// <summary>Seats that are taken; null when not told.</summary>
    [JsonIgnore]
    public long? Usage => Attributes?.Usage;

    /// <summary>What is behind the status; empty when nothing, null when not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? StatusDetails => Attributes?.StatusDetails;

    /// <summary>The product that owns it; null when not told.</summary>
    [JsonIgnore]
    public string? Owner => Attributes?.Owner;

    /// <summary>Where its data are kept; null when not told.</summary>
    [JsonIgnore]
    public string? Realm => Attributes?.Realm;

    /// <summary>The regions of its data; empty when none, null when not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Regions => Attributes?.Regions;

    /// <summary>Its labels; empty when none, null when not told.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Labels => Attributes?.Labels;

    /// <summary><c>CHILD</c> for a sandbox of another one, <c>NONE</c> for none; null when not told.</summary>
    [JsonIgnore]
    public string? SandboxType => Attributes?.Sandbox?.Type;

    /// <summary>When it was made; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedAt => Attributes?.CreatedAt;

    /// <summary>Who made it; null when not told.</summary>
    [JsonIgnore]
    public string? CreatedBy => Attributes?.CreatedBy;

    /// <summary>When it was changed last; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? UpdatedAt => Attributes?.UpdatedAt;

    [JsonInclude, JsonPropertyName("type")]
    internal string? ObjectType { get; set; }

    [JsonInclude, JsonPropertyName("attributes")]
    internal WorkspaceAttributes? Attributes { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    /// <summary>How people name it: the host of its site and the product, such as <c>acme.atlassian.net/jira-software</c>; null when the service tells no address.</summary>
    internal string? Address => Uri.TryCreate(HostUrl, UriKind.Absolute, out Uri? site) ? $"{site.Host}/{TypeKey}" : null;

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(ResourceId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("attributes", Attributes), ("links", Links)];

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({TypeKey})";
}

/// <summary>The attributes of a workspace on the wire.</summary>
internal sealed class WorkspaceAttributes : ServiceObjectPart
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("typeKey")]
    public string? TypeKey { get; set; }

    [JsonPropertyName("owner")]
    public string? Owner { get; set; }

    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("statusDetails")]
    public IReadOnlyList<string>? StatusDetails { get; set => field = value is null ? null : TextList.Of(value); }

    [JsonPropertyName("hostUrl")]
    public string? HostUrl { get; set; }

    [JsonPropertyName("realm")]
    public string? Realm { get; set; }

    [JsonPropertyName("regions")]
    public IReadOnlyList<string>? Regions { get; set => field = value is null ? null : TextList.Of(value); }

    [JsonPropertyName("labels")]
    public IReadOnlyList<string>? Labels { get; set => field = value is null ? null : TextList.Of(value); }

    [JsonPropertyName("sandbox")]
    public WorkspaceSandbox? Sandbox { get; set; }

    [JsonPropertyName("capacity")]
    public long? Capacity { get; set; }

    [JsonPropertyName("usage")]
    public long? Usage { get; set; }

    [JsonPropertyName("createdAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; set; }

    [JsonPropertyName("createdBy")]
    public string? CreatedBy { get; set; }

    [JsonPropertyName("updatedAt"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? UpdatedAt { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts => [("sandbox", Sandbox)];
}

/// <summary>Whether a workspace is a sandbox, on the wire.</summary>
internal sealed class WorkspaceSandbox : ServiceObjectPart
{
    [JsonPropertyName("type")]
    public string? Type { get; set; }
}

/// <summary>The body of <c>POST …/workspaces</c>: the first page has a limit and perhaps a query, every other one only its cursor.</summary>
internal sealed class WorkspaceSearch
{
    [JsonPropertyName("limit")]
    public int? Limit { get; set; }

    [JsonPropertyName("query")]
    public WorkspaceQuery? Query { get; set; }

    [JsonPropertyName("cursor")]
    public string? Cursor { get; set; }
}

/// <summary>One condition on workspaces.</summary>
internal sealed class WorkspaceQuery
{
    [JsonPropertyName("searchWorkspaces")]
    public string? SearchWorkspaces { get; set; }

    [JsonPropertyName("field")]
    public WorkspaceField? Field { get; set; }

    [JsonPropertyName("and")]
    public IReadOnlyList<WorkspaceQuery>? And { get; set; }
}

/// <summary>A condition on a field of workspaces.</summary>
internal sealed class WorkspaceField
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("values")]
    public IReadOnlyList<string>? Values { get; set; }
}
