using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Groups;

/// <summary>What to search groups by. Every part is optional; parts narrow each other. Source: organization document, <c>POST …/groups/search</c>.</summary>
public sealed class GroupSearch
{
    /// <summary>What can be added to each group.</summary>
    [JsonIgnore]
    public static KnownValues Expansions { get; } = new("Expand", "", "counts.users", "counts.resources");

    /// <summary>Part of a name. Cannot stand beside <see cref="GroupNames"/>.</summary>
    [JsonPropertyName("searchTerm")]
    public string? SearchTerm { get; init; }

    /// <summary>Whole names, without regard to case, 1 to 100. Cannot stand beside <see cref="SearchTerm"/> or <see cref="GroupIds"/>.</summary>
    [JsonPropertyName("groupNames")]
    public IReadOnlyList<string>? GroupNames { get; init; }

    /// <summary>Group ids, 1 to 10.</summary>
    [JsonPropertyName("groupIds")]
    public IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>Groups that these people are in, 1 to 10.</summary>
    [JsonPropertyName("accountIds")]
    public IReadOnlyList<string>? AccountIds { get; init; }

    /// <summary>Groups of these directories, 1 to 10.</summary>
    [JsonPropertyName("directoryIds")]
    public IReadOnlyList<string>? DirectoryIds { get; init; }

    /// <summary>Groups with a role on these resources (ARIs), 1 to 20.</summary>
    [JsonPropertyName("resourceIds")]
    public IReadOnlyList<string>? ResourceIds { get; init; }

    /// <summary>Groups with a role on these products, such as <c>jira-software</c>, 1 to 10.</summary>
    [JsonPropertyName("resourceOwners")]
    public IReadOnlyList<string>? ResourceOwners { get; init; }

    /// <summary>Groups with these roles, 1 to 10.</summary>
    [JsonPropertyName("roleIds")]
    public IReadOnlyList<string>? RoleIds { get; init => field = Role.OfSearches.Spell(value); }

    /// <summary>What to add to each group: <c>counts.users</c>, <c>counts.resources</c>.</summary>
    [JsonPropertyName("expand")]
    public IReadOnlyList<string>? Expand { get; init => field = Expansions.Spell(value); }

    /// <summary>The order, by <c>name</c>, exactly 1; null for the service's own.</summary>
    [JsonPropertyName("sortBy")]
    public IReadOnlyList<SearchOrder>? SortBy { get; init; }

    /// <summary>Groups per page, 1 to 100; the service's default is 20.</summary>
    [JsonPropertyName("limit")]
    public int? Limit { get; init; }

    [JsonInclude, JsonPropertyName("cursor")]
    internal string? Cursor { get; init; }

    internal GroupSearch From(string? cursor) => new()
    {
        SearchTerm = SearchTerm,
        GroupNames = GroupNames,
        GroupIds = GroupIds,
        AccountIds = AccountIds,
        DirectoryIds = DirectoryIds,
        ResourceIds = ResourceIds,
        ResourceOwners = ResourceOwners,
        RoleIds = RoleIds,
        SortBy = SortBy,
        Expand = Expand,
        Limit = Limit,
        Cursor = cursor,
    };
}
