using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Client.Users;

/// <summary>What to search people by. Every part is optional; parts narrow each other. Source: organization document, <c>POST …/users/search</c>.</summary>
public sealed class UserSearch
{
    /// <summary>Full e-mail addresses, matched exactly, 1 to 100. Cannot stand beside <see cref="SearchTerm"/>.</summary>
    [JsonPropertyName("emails")]
    public IReadOnlyList<string>? Emails { get; init; }

    /// <summary>Free text over display names and e-mail addresses. Cannot stand beside <see cref="Emails"/>.</summary>
    [JsonPropertyName("searchTerm")]
    public string? SearchTerm { get; init; }

    /// <summary>Account ids, 1 to 10.</summary>
    [JsonPropertyName("accountIds")]
    public IReadOnlyList<string>? AccountIds { get; init; }

    /// <summary><c>managed</c> or <c>unmanaged</c>.</summary>
    [JsonPropertyName("claimStatus")]
    public string? ClaimStatus { get; init => field = value is null ? null : UserValues.ClaimStatus.Spell(value); }

    /// <summary>Any of <c>active</c>, <c>suspended</c>, <c>not_invited</c>, <c>deactivated</c>, <c>for_deletion</c>; 1 to 4 of them.</summary>
    [JsonPropertyName("status")]
    public IReadOnlyList<string>? Status { get; init => field = UserValues.Status.Spell(value); }

    /// <summary>People per page, 1 to 100; the service's default is 50.</summary>
    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    /// <summary>E-mail domains, 1 to 10.</summary>
    [JsonPropertyName("emailDomains")]
    public IReadOnlyList<string>? EmailDomains { get; init; }

    /// <summary>Directories, 1 to 10.</summary>
    [JsonPropertyName("directoryIds")]
    public IReadOnlyList<string>? DirectoryIds { get; init; }

    /// <summary>Groups, 1 to 10.</summary>
    [JsonPropertyName("groupIds")]
    public IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>Resources (ARIs) that the person has a role on, 1 to 20.</summary>
    [JsonPropertyName("resourceIds")]
    public IReadOnlyList<string>? ResourceIds { get; init; }

    /// <summary>Roles, 1 to 10.</summary>
    [JsonPropertyName("roleIds")]
    public IReadOnlyList<string>? RoleIds { get; init => field = Role.OfSearches.Spell(value); }

    /// <summary>Any of <c>active</c>, <c>inactive</c>, <c>closed</c>.</summary>
    [JsonPropertyName("accountStatus")]
    public IReadOnlyList<string>? AccountStatus { get; init => field = UserValues.AccountStatus.Spell(value); }

    /// <summary>Any of <c>active</c>, <c>suspended</c>, <c>no_membership</c>.</summary>
    [JsonPropertyName("membershipStatus")]
    public IReadOnlyList<string>? MembershipStatus { get; init => field = UserValues.MembershipStatus.Spell(value); }

    /// <summary>Whether a second factor is set up; null for both.</summary>
    [JsonPropertyName("mfaEnabled")]
    public bool? MfaEnabled { get; init; }

    /// <summary>What to add to each person: <c>platformRoles</c>, <c>productAccess</c>, <c>groups</c>, <c>counts.resources</c>.</summary>
    [JsonPropertyName("expand")]
    public IReadOnlyList<string>? Expand { get; init => field = UserValues.Expand.Spell(value); }

    /// <summary>The order, by <c>nick_name</c>, exactly 1; null for the service's own.</summary>
    [JsonPropertyName("sortBy")]
    public IReadOnlyList<SearchOrder>? SortBy { get; init; }

    [JsonInclude, JsonPropertyName("cursor")]
    internal string? Cursor { get; init; }

    internal UserSearch From(string? cursor) => new()
    {
        Emails = Emails,
        SearchTerm = SearchTerm,
        AccountIds = AccountIds,
        ClaimStatus = ClaimStatus,
        Status = Status,
        EmailDomains = EmailDomains,
        DirectoryIds = DirectoryIds,
        GroupIds = GroupIds,
        ResourceIds = ResourceIds,
        RoleIds = RoleIds,
        AccountStatus = AccountStatus,
        MembershipStatus = MembershipStatus,
        MfaEnabled = MfaEnabled,
        Expand = Expand,
        SortBy = SortBy,
        Limit = Limit,
        Cursor = cursor,
    };
}
