using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Client.Users;

/// <summary>A person in the directories of the organization, managed or not. Source: organization document, <c>POST /v2/orgs/{orgId}/directories/{directoryId}/users/search</c> and <c>GET …/users/{userId}</c>.</summary>
public sealed class User : OrganizationObject
{
    /// <summary>The group whose members were asked for (known from the request, not on the wire); else null.</summary>
    [JsonIgnore]
    public string? MemberOf { get; internal set; }

    /// <summary>The account id.</summary>
    [JsonInclude, JsonPropertyName("accountId")]
    public string AccountId { get; internal set => field = value ?? ""; } = "";

    /// <summary>The e-mail address; null when hidden.</summary>
    [JsonInclude, JsonPropertyName("email")]
    public string? Email { get; internal set; }

    /// <summary>The display name.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>The nickname.</summary>
    [JsonInclude, JsonPropertyName("nickname")]
    public string? Nickname { get; internal set; }

    /// <summary><c>active</c>, <c>suspended</c>, <c>not_invited</c>, <c>deactivated</c> or <c>for_deletion</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("status")]
    public string? Status { get; internal set; }

    /// <summary><c>active</c>, <c>inactive</c> or <c>closed</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("accountStatus")]
    public string? AccountStatus { get; internal set; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>no_membership</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("membershipStatus")]
    public string? MembershipStatus { get; internal set; }

    /// <summary><c>managed</c> when the organization owns the account's domain, else <c>unmanaged</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("claimStatus")]
    public string? ClaimStatus { get; internal set; }

    /// <summary><c>atlassian</c> and others; the set is open.</summary>
    [JsonInclude, JsonPropertyName("accountType")]
    public string? AccountType { get; internal set; }

    /// <summary><c>invited</c> or <c>synced</c>; null when not told.</summary>
    [JsonInclude, JsonPropertyName("managementSource")]
    public string? ManagementSource { get; internal set; }

    /// <summary>True when the e-mail address is proven; null when not told.</summary>
    [JsonInclude, JsonPropertyName("emailVerified")]
    public bool? EmailVerified { get; internal set; }

    /// <summary>True when a second factor is set up; null when not told.</summary>
    [JsonInclude, JsonPropertyName("mfaEnabled")]
    public bool? MfaEnabled { get; internal set; }

    /// <summary>The job title.</summary>
    [JsonInclude, JsonPropertyName("jobTitle")]
    public string? JobTitle { get; internal set; }

    /// <summary>The department.</summary>
    [JsonInclude, JsonPropertyName("department")]
    public string? Department { get; internal set; }

    /// <summary>The organization that the person works for, as the profile shows it.</summary>
    [JsonInclude, JsonPropertyName("organization")]
    public string? Organization { get; internal set; }

    /// <summary>The location.</summary>
    [JsonInclude, JsonPropertyName("location")]
    public string? Location { get; internal set; }

    /// <summary>The time zone as an IANA name.</summary>
    [JsonInclude, JsonPropertyName("timeZone")]
    public string? TimeZone { get; internal set; }

    /// <summary>The address of the picture.</summary>
    [JsonInclude, JsonPropertyName("picture")]
    public string? Picture { get; internal set; }

    /// <summary>The address of the avatar.</summary>
    [JsonInclude, JsonPropertyName("avatar")]
    public string? Avatar { get; internal set; }

    /// <summary>When the person came into the organization; null when not told.</summary>
    [JsonInclude, JsonPropertyName("addedToOrg"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? AddedToOrg { get; internal set; }

    /// <summary>When the account was deactivated; null when it is not, or not told.</summary>
    [JsonInclude, JsonPropertyName("deactivatedOn"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? DeactivatedOn { get; internal set; }

    /// <summary>Organization-wide roles, such as <c>atlassian/org-admin</c>; empty when none, null when not asked for.</summary>
    [JsonInclude, JsonPropertyName("platformRoles")]
    public IReadOnlyList<string>? PlatformRoles { get; internal set => field = value is null ? null : TextList.Of(value); }

    /// <summary>The groups the person is in; empty when none, null when not asked for.</summary>
    [JsonInclude, JsonPropertyName("groups")]
    public IReadOnlyList<UserGroup>? Groups { get; internal set => field = value is null ? null : DetailList.Of<UserGroup>(value); }

    /// <summary>The products the person can use; empty when none, null when not asked for.</summary>
    [JsonInclude, JsonPropertyName("productAccess")]
    public IReadOnlyList<UserProduct>? ProductAccess { get; internal set => field = value is null ? null : DetailList.Of<UserProduct>(value); }

    /// <summary>When the person last used any product; null for never, or not known, or not asked for. Up to 24 h behind.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastActive => ProductAccess?.Max(product => product.LastActive);

    /// <summary>How many resources the person has roles on; null when not asked for.</summary>
    [JsonIgnore]
    public int? ResourceCount => Counts?.Resources;

    /// <summary>True when the account is scheduled for deletion, by its status or the service's undocumented flag.</summary>
    [JsonIgnore]
    public bool IsForDeletion => ForDeletion == true || string.Equals(Status, "for_deletion", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the organization manages the account.</summary>
    [JsonIgnore]
    public bool IsManaged => string.Equals(ClaimStatus, "managed", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when an identity provider synchronizes the account.</summary>
    [JsonIgnore]
    internal bool IsSynced => string.Equals(ManagementSource, "synced", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says of each product on which site it is.</summary>
    internal void NameSites(IReadOnlyDictionary<string, string> hosts)
    {
        foreach (UserProduct product in ProductAccess ?? [])
            product.Site = product.ResourceId is { } id && hosts.TryGetValue(id, out string? host) ? host : null;
    }

    [JsonInclude, JsonPropertyName("counts")]
    internal UserCounts? Counts { get; set; }

    [JsonInclude, JsonPropertyName("forDeletion")]
    internal bool? ForDeletion { get; set; }

    [JsonInclude, JsonPropertyName("links")]
    internal PageLinks? Links { get; set; }

    internal override bool IsIdentified => !string.IsNullOrWhiteSpace(AccountId);

    private protected override IEnumerable<(string Path, IWireObject? Part)> Parts =>
        [("counts", Counts), ("links", Links), .. WireObject.Items("groups", Groups), .. WireObject.Items("productAccess", ProductAccess)];

    /// <inheritdoc/>
    public override string ToString() => Email ?? AccountId;
}

/// <summary>A group that a person is in.</summary>
public sealed class UserGroup : OrganizationObject
{
    /// <summary>The id of the group, as the group cmdlets use it.</summary>
    [JsonIgnore]
    public string GroupId => Id is null ? "" : Id.Substring(Id.LastIndexOf('/') + 1);

    /// <summary>The name; null when not told.</summary>
    [JsonInclude, JsonPropertyName("name")]
    public string? Name { get; internal set; }

    /// <summary>What the group is for; null when not told.</summary>
    [JsonInclude, JsonPropertyName("description")]
    public string? Description { get; internal set; }

    // Sometimes the bare id, sometimes an ARI that ends in it.
    [JsonInclude, JsonPropertyName("id")]
    internal string? Id { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? GroupId;
}

/// <summary>A product that a person can use.</summary>
public sealed class UserProduct : ServiceObject
{
    /// <summary>The resource (an ARI).</summary>
    [JsonInclude, JsonPropertyName("id")]
    public string? ResourceId { get; internal set; }

    /// <summary>The product key, such as <c>jira-software</c>; the set is open.</summary>
    [JsonInclude, JsonPropertyName("key")]
    public string? Key { get; internal set; }

    /// <summary>The site of the product, such as <c>acme.atlassian.net</c>; null when it was not asked for.</summary>
    [JsonIgnore]
    public string? Site { get; internal set; }

    /// <summary>When the person last used it; null for never or not known. Up to 24 h behind.</summary>
    [JsonInclude, JsonPropertyName("lastActiveTimestamp"), JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastActive { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => ProductUse.Text(Key, Site ?? ResourceId, LastActive);
}

/// <summary>The counts of a person on the wire.</summary>
internal sealed class UserCounts : ServiceObjectPart
{
    [JsonPropertyName("resources")]
    public int? Resources { get; set; }
}
