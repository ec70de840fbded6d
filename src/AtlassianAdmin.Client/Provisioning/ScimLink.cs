using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>Which SCIM user belongs to which account. Source: user-provisioning pages, <c>get-scim-links</c>.</summary>
public sealed class ScimLink : ServiceObject, IOrganizationObject
{
    /// <summary>The id of the record in its SCIM directory.</summary>
    [JsonInclude, JsonPropertyName("scimUserId")]
    public string ScimUserId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The SCIM directory, which has its own SCIM API key; not a user directory.</summary>
    [JsonInclude, JsonPropertyName("directoryId")]
    public string ScimDirectoryId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The account; null when the record is linked to none.</summary>
    [JsonInclude, JsonPropertyName("atlassianAccountId")]
    public string? AccountId { get; internal set => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>The e-mail address of the person who was asked about; null when not known.</summary>
    [JsonIgnore]
    public string? Email { get; internal set; }

    /// <summary>The name of the person who was asked about; null when not known.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <summary>Who it is: the e-mail address, or the account; null when neither is known.</summary>
    [JsonIgnore]
    public string? Person => Email ?? AccountId;

    /// <summary>The organization.</summary>
    [JsonInclude, JsonPropertyName("orgId")]
    public string? OrganizationId { get => field ?? Origin?.OrganizationId; internal set; }

    /// <summary>Whether the record lets its user in; null when not told.</summary>
    [JsonInclude, JsonPropertyName("active")]
    public bool? Active { get; internal set; }

    /// <summary>Where it came from; null when nobody sent it.</summary>
    [JsonIgnore]
    internal OrganizationOrigin? Origin { get; } = OrganizationOrigin.OfReply;

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(ScimUserId);

    /// <inheritdoc/>
    public override string ToString() => $"{ScimUserId} in {ScimDirectoryId}";
}

/// <summary>The answer about links: <c>{"scimLinks":[…]}</c>.</summary>
internal sealed class ScimLinks
{
    [JsonPropertyName("scimLinks")]
    public IReadOnlyList<ScimLink>? Links { get; set; }
}
