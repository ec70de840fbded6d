using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>
/// A user record of a SCIM directory, as the identity provider keeps it. It is no account: it may be linked to one.
/// Sources: provisioning document, <c>ScimUser</c>; RFC 7643.
/// </summary>
public sealed class ScimUser : OrganizationObject
{
    /// <summary>The id of the record in its directory; not the account id.</summary>
    [JsonIgnore]
    public string ScimUserId => Id ?? "";

    /// <summary>The Atlassian account that the record is linked to; null while it is linked to none.</summary>
    [JsonIgnore]
    public string? AccountId => string.IsNullOrWhiteSpace(Atlassian?.AccountId) ? null : Atlassian!.AccountId;

    /// <summary>The name under which the identity provider knows the user; unique in the directory, often the e-mail address.</summary>
    [JsonInclude, JsonPropertyName("userName")]
    public string? UserName { get; internal set; }

    /// <summary>The identity provider's own id of the user; null when it gave none.</summary>
    [JsonInclude, JsonPropertyName("externalId")]
    public string? ExternalId { get; internal set; }

    /// <summary>The primary e-mail address; the first where none is marked; null when there is none.</summary>
    [JsonIgnore]
    public string? Email => (Emails.FirstOrDefault(e => e.Primary == true) ?? (Emails.Count > 0 ? Emails[0] : null))?.Value;

    /// <summary>The name to show: the display name, or the name in its parts; null when neither is told.</summary>
    [JsonIgnore]
    public string? Name => Text(DisplayName) ?? Text(NameParts?.Formatted) ?? Text($"{GivenName} {FamilyName}");

    /// <summary>True when the identity provider lets the user in; false when deactivated; null when not told.</summary>
    [JsonInclude, JsonPropertyName("active")]
    public bool? Active { get; internal set; }

    /// <summary>The display name; null when not told.</summary>
    [JsonInclude, JsonPropertyName("displayName")]
    public string? DisplayName { get; internal set; }

    /// <summary>The given name; null when not told.</summary>
    [JsonIgnore]
    public string? GivenName => NameParts?.GivenName;

    /// <summary>The family name; null when not told.</summary>
    [JsonIgnore]
    public string? FamilyName => NameParts?.FamilyName;

    /// <summary>The nickname; null when not told.</summary>
    [JsonInclude, JsonPropertyName("nickName")]
    public string? Nickname { get; internal set; }

    /// <summary>The job title; null when not told.</summary>
    [JsonInclude, JsonPropertyName("title")]
    public string? JobTitle { get; internal set; }

    /// <summary>The language; null when not told.</summary>
    [JsonInclude, JsonPropertyName("preferredLanguage")]
    public string? Locale { get; internal set; }

    /// <summary>The time zone; null when not told.</summary>
    [JsonInclude, JsonPropertyName("timezone")]
    public string? TimeZone { get; internal set; }

    /// <summary>The department; null when not told.</summary>
    [JsonIgnore]
    public string? Department => OwnDepartment ?? Enterprise?.Department;

    /// <summary>The organization that the person works for; null when not told.</summary>
    [JsonIgnore]
    public string? Organization => OwnOrganization ?? Enterprise?.Organization;

    /// <summary>Every e-mail address; empty when none is told.</summary>
    [JsonIgnore]
    public IReadOnlyList<ScimValue> Emails => DetailList.Of<ScimValue>(OwnEmails);

    /// <summary>Every telephone number; empty when none is told.</summary>
    [JsonIgnore]
    public IReadOnlyList<ScimValue> PhoneNumbers => DetailList.Of<ScimValue>(OwnPhoneNumbers);

    /// <summary>The groups of the directory that the user is in; empty when none is told.</summary>
    [JsonIgnore]
    public IReadOnlyList<ScimMember> Groups => DetailList.Of<ScimMember>(OwnGroups);

    /// <summary>When the record was made; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? Created => Meta?.Created;

    /// <summary>When the record was changed last; null when not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastModified => Meta?.LastModified;

    /// <summary>The version (an ETag) of the record as it was read, which a change can insist on; null where the service gives none.</summary>
    [JsonIgnore]
    public string? Version => Meta?.Version;

    /// <summary>The schemas that the record is of.</summary>
    [JsonInclude, JsonPropertyName("schemas")]
    public IReadOnlyList<string> Schemas { get; internal set => field = TextList.Of(value); } = TextList.None;

    [JsonInclude, JsonPropertyName("id")]
    internal string? Id { get; set; }

    [JsonInclude, JsonPropertyName("name")]
    internal ScimUserName? NameParts { get; set; }

    [JsonInclude, JsonPropertyName("department")]
    internal string? OwnDepartment { get; set; }

    [JsonInclude, JsonPropertyName("organization")]
    internal string? OwnOrganization { get; set; }

    // Null where there are none: an empty list that is sent would clear what is there.
    [JsonInclude, JsonPropertyName("emails")]
    internal IReadOnlyList<ScimValue>? OwnEmails { get; set => field = value is null ? null : DetailList.Of<ScimValue>(value); }

    [JsonInclude, JsonPropertyName("phoneNumbers")]
    internal IReadOnlyList<ScimValue>? OwnPhoneNumbers { get; set => field = value is null ? null : DetailList.Of<ScimValue>(value); }

    [JsonInclude, JsonPropertyName("groups")]
    internal IReadOnlyList<ScimMember>? OwnGroups { get; set => field = value is null ? null : DetailList.Of<ScimMember>(value); }

    [JsonInclude, JsonPropertyName("meta")]
    internal ScimMeta? Meta { get; set; }

    [JsonInclude, JsonPropertyName(ScimSchemaIds.EnterpriseUser)]
    internal ScimEnterpriseUser? Enterprise { get; set; }

    [JsonInclude, JsonPropertyName(ScimSchemaIds.Atlassian)]
    internal ScimAtlassianUser? Atlassian { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(Id);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
    [
        ("name", NameParts), ("meta", Meta), (ScimSchemaIds.EnterpriseUser, Enterprise), (ScimSchemaIds.Atlassian, Atlassian),
        .. WireObject.Items("emails", OwnEmails), .. WireObject.Items("phoneNumbers", OwnPhoneNumbers), .. WireObject.Items("groups", OwnGroups),
    ];

    /// <inheritdoc/>
    public override string ToString() => UserName ?? Email ?? ScimUserId;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}

/// <summary>The name of a user in its parts, on the wire.</summary>
internal sealed class ScimUserName : ServiceObjectPart
{
    [JsonPropertyName("formatted")]
    public string? Formatted { get; set; }

    [JsonPropertyName("familyName")]
    public string? FamilyName { get; set; }

    [JsonPropertyName("givenName")]
    public string? GivenName { get; set; }
}

/// <summary>The extension for enterprise users, on the wire.</summary>
internal sealed class ScimEnterpriseUser : ServiceObjectPart
{
    [JsonPropertyName("organization")]
    public string? Organization { get; set; }

    [JsonPropertyName("department")]
    public string? Department { get; set; }
}

/// <summary>Atlassian's extension, on the wire.</summary>
internal sealed class ScimAtlassianUser : ServiceObjectPart
{
    [JsonPropertyName("atlassianAccountId")]
    public string? AccountId { get; set; }
}
