using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Roles;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>The body of a search for people, with every documented filter; the client's own model has only those that it sends.</summary>
internal sealed class UserSearchRequest
{
    private static readonly string[] Expansions = ["platformRoles", "counts.resources", "productAccess", "groups"];
    private static readonly string[] Statuses = ["active", "suspended", "not_invited", "deactivated", "for_deletion"];
    private static readonly string[] AccountStatuses = ["active", "inactive", "closed"];
    private static readonly string[] MembershipStatuses = ["active", "suspended", "no_membership"];
    private static readonly string[] ClaimStatuses = ["managed", "unmanaged"];
    private static readonly string[] Directions = ["asc", "desc"];

    [JsonPropertyName("emails")]
    public IReadOnlyList<string>? Emails { get; set; }

    [JsonPropertyName("searchTerm")]
    public string? SearchTerm { get; set; }

    [JsonPropertyName("emailDomains")]
    public IReadOnlyList<string>? EmailDomains { get; set; }

    [JsonPropertyName("accountIds")]
    public IReadOnlyList<string>? AccountIds { get; set; }

    [JsonPropertyName("directoryIds")]
    public IReadOnlyList<string>? DirectoryIds { get; set; }

    [JsonPropertyName("groupIds")]
    public IReadOnlyList<string>? GroupIds { get; set; }

    [JsonPropertyName("resourceIds")]
    public IReadOnlyList<string>? ResourceIds { get; set; }

    [JsonPropertyName("roleIds")]
    public IReadOnlyList<string>? RoleIds { get; set; }

    [JsonPropertyName("claimStatus")]
    public string? ClaimStatus { get; set; }

    [JsonPropertyName("status")]
    public IReadOnlyList<string>? Status { get; set; }

    [JsonPropertyName("accountStatus")]
    public IReadOnlyList<string>? AccountStatus { get; set; }

    [JsonPropertyName("membershipStatus")]
    public IReadOnlyList<string>? MembershipStatus { get; set; }

    [JsonPropertyName("mfaEnabled")]
    public bool? MfaEnabled { get; set; }

    [JsonPropertyName("expand")]
    public IReadOnlyList<string>? Expand { get; set; }

    [JsonPropertyName("sortBy")]
    public IReadOnlyList<UserSearchOrder>? SortBy { get; set; }

    [JsonPropertyName("limit")]
    public int? Limit { get; set; }

    [JsonPropertyName("cursor")]
    public string? Cursor { get; set; }

    /// <summary>A number or a truth of the query that is none; null when each is one.</summary>
    [JsonIgnore]
    public string? Unreadable { get; private set; }

    /// <summary>The filters of a query: those of a search but for the addresses, the parts and the order, which have no documented form there.</summary>
    public static UserSearchRequest Of(SandboxCall call) => new()
    {
        SearchTerm = call.Query("searchTerm"),
        EmailDomains = call.QueryList("emailDomains"),
        AccountIds = call.QueryList("accountIds"),
        DirectoryIds = call.QueryList("directoryIds"),
        GroupIds = call.QueryList("groupIds"),
        ResourceIds = call.QueryList("resourceIds"),
        RoleIds = call.QueryList("roleIds"),
        ClaimStatus = call.Query("claimStatus"),
        Status = call.QueryList("status"),
        AccountStatus = call.QueryList("accountStatus"),
        MembershipStatus = call.QueryList("membershipStatus"),
        MfaEnabled = call.Query("mfaEnabled") switch { "true" => true, "false" => false, _ => null },
        Limit = call.QueryNumber("limit"),
        Cursor = call.Query("cursor"),
        Unreadable = call.Query("mfaEnabled") is not (null or "true" or "false") ? "mfaEnabled must be true or false."
            : call.Query("limit") is not null && call.QueryNumber("limit") is null ? "limit must be a number."
            : null,
    };

    /// <summary>What is wrong with the request by the vendor's document; null when nothing is.</summary>
    public string? Problem()
    {
        if (Unreadable is not null)
            return Unreadable;
        if (Emails is not null && SearchTerm is not null)
            return "The searchTerm and emails filters are mutually exclusive.";
        if (Limit is < 1 or > 100)
            return "limit must be from 1 to 100.";
        if (ClaimStatus is not null && !ClaimStatuses.Contains(ClaimStatus))
            return "claimStatus has an unknown value.";
        if (SortBy is not null && (SortBy.Count != 1 || SortBy[0]?.Field != "nick_name" || !Directions.Contains(SortBy[0].Direction)))
            return "sortBy must be one order by nick_name.";
        if (Emails is not null && Emails.Distinct(StringComparer.Ordinal).Count() < Emails.Count)
            return "emails must not repeat.";
        return Count("emails", Emails, 100)
            ?? Count("emailDomains", EmailDomains, 10)
            ?? Count("accountIds", AccountIds, 10)
            ?? Count("directoryIds", DirectoryIds, 10)
            ?? Count("groupIds", GroupIds, 10)
            ?? Count("resourceIds", ResourceIds, 20)
            ?? Count("roleIds", RoleIds, 10)
            ?? Known("roleIds", RoleIds, Role.OfSearches.All)
            ?? Count("status", Status, 4)
            ?? Known("status", Status, Statuses)
            ?? Count("accountStatus", AccountStatus, 3)
            ?? Known("accountStatus", AccountStatus, AccountStatuses)
            ?? Count("membershipStatus", MembershipStatus, 3)
            ?? Known("membershipStatus", MembershipStatus, MembershipStatuses)
            ?? Known("expand", Expand, Expansions);
    }

    private static string? Count(string name, IReadOnlyList<string>? values, int most) =>
        values is null || (values.Count >= 1 && values.Count <= most && !values.Any(value => value is null))
            ? null
            : $"{name} must have from 1 to {most} values.";

    private static string? Known(string name, IReadOnlyList<string>? values, IReadOnlyList<string> known) =>
        values is null || values.All(known.Contains) ? null : $"{name} has an unknown value.";
}

/// <summary>How found people are ordered.</summary>
internal sealed class UserSearchOrder
{
    [JsonPropertyName("field")]
    public string? Field { get; set; }

    [JsonPropertyName("direction")]
    public string? Direction { get; set; }
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserSearchRequest))]
internal sealed partial class UserSearchRequestJson : JsonSerializerContext;
