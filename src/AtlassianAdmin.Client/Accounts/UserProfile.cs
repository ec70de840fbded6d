using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Accounts;

/// <summary>The profile of a managed account. Source: user-management document, <c>GET /users/{account_id}/manage/profile</c>.</summary>
public sealed class UserProfile : OrganizationObject
{
    /// <summary>The account id.</summary>
    [JsonInclude, JsonPropertyName("account_id")]
    public string AccountId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The e-mail address; changed by <c>Set-AtlassianUserEmail</c> only.</summary>
    [JsonInclude, JsonPropertyName("email")]
    public string? Email { get; internal set; }

    /// <summary>The display name, at most 100 characters.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>The nickname, 1 to 30 characters.</summary>
    [JsonInclude, JsonPropertyName("nickname")]
    public string? Nickname { get; internal set; }

    /// <summary><c>active</c>, <c>inactive</c> (deactivated or pending deletion) or <c>closed</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("account_status")]
    public string? AccountStatus { get; internal set; }

    /// <summary><c>atlassian</c>, <c>customer</c> or <c>app</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("account_type")]
    public string? AccountType { get; internal set; }

    /// <summary>The time zone as an IANA name, such as <c>Europe/Berlin</c>.</summary>
    [JsonInclude, JsonPropertyName("zoneinfo")]
    public string? TimeZone { get; internal set; }

    /// <summary>The language as a BCP 47 tag, such as <c>en-US</c>.</summary>
    [JsonInclude, JsonPropertyName("locale")]
    public string? Locale { get; internal set; }

    /// <summary>The job title.</summary>
    [JsonIgnore]
    public string? JobTitle => ExtendedProfile?.JobTitle;

    /// <summary>The organization that the person works for, as the profile shows it.</summary>
    [JsonIgnore]
    public string? Organization => ExtendedProfile?.Organization;

    /// <summary>The department.</summary>
    [JsonIgnore]
    public string? Department => ExtendedProfile?.Department;

    /// <summary>The location.</summary>
    [JsonIgnore]
    public string? Location => ExtendedProfile?.Location;

    /// <summary>The address of the picture.</summary>
    [JsonInclude, JsonPropertyName("picture")]
    public string? Picture { get; internal set; }

    /// <summary>True when the person cannot be mentioned; null when the service did not say.</summary>
    [JsonIgnore]
    public bool? NotMentionable => Characteristics?.NotMentionable;

    [JsonInclude, JsonPropertyName("extended_profile")]
    internal ExtendedProfile? ExtendedProfile { get; set; }

    [JsonInclude, JsonPropertyName("characteristics")]
    internal AccountCharacteristics? Characteristics { get; set; }

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [("extended_profile", ExtendedProfile), ("characteristics", Characteristics)];

    /// <inheritdoc/>
    public override string ToString() => Email ?? AccountId;
}

/// <summary>The nested part of a profile on the wire.</summary>
internal sealed class ExtendedProfile : ServiceObjectPart
{
    [JsonPropertyName("job_title")]
    public string? JobTitle { get; set; }

    [JsonPropertyName("organization")]
    public string? Organization { get; set; }

    [JsonPropertyName("department")]
    public string? Department { get; set; }

    [JsonPropertyName("location")]
    public string? Location { get; set; }
}

/// <summary>Read-only traits of an account on the wire.</summary>
internal sealed class AccountCharacteristics : ServiceObjectPart
{
    [JsonPropertyName("not_mentionable")]
    public bool? NotMentionable { get; set; }
}

/// <summary>The envelope of a profile: <c>{"account":{…}}</c>.</summary>
internal sealed class UserProfileReply : ServiceObjectPart
{
    [JsonPropertyName("account")]
    public UserProfile? Account { get; set; }
}
