using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Sandbox.Users;

namespace AtlassianAdmin.Sandbox.Groups;

/// <summary>The body of a search for groups, with every documented filter.</summary>
internal sealed class GroupSearchRequest
{
    private static readonly string[] Expansions = ["counts.resources", "counts.users"];
    private static readonly string[] Directions = ["asc", "desc"];

    [JsonPropertyName("searchTerm")]
    public string? SearchTerm { get; set; }

    [JsonPropertyName("groupNames")]
    public IReadOnlyList<string>? GroupNames { get; set; }

    [JsonPropertyName("groupIds")]
    public IReadOnlyList<string>? GroupIds { get; set; }

    [JsonPropertyName("accountIds")]
    public IReadOnlyList<string>? AccountIds { get; set; }

    [JsonPropertyName("directoryIds")]
    public IReadOnlyList<string>? DirectoryIds { get; set; }

    [JsonPropertyName("resourceIds")]
    public IReadOnlyList<string>? ResourceIds { get; set; }

    [JsonPropertyName("resourceOwners")]
    public IReadOnlyList<string>? ResourceOwners { get; set; }

    [JsonPropertyName("roleIds")]
    public IReadOnlyList<string>? RoleIds { get; set; }

    [JsonPropertyName("expand")]
    public IReadOnlyList<string>? Expand { get; set; }

    [JsonPropertyName("sortBy")]
    public IReadOnlyList<UserSearchOrder>? SortBy { get; set; }

    [JsonPropertyName("limit")]
    public int? Limit { get; set; }

    [JsonPropertyName("cursor")]
    public string? Cursor { get; set; }

    /// <summary>A number of the query that is none; null when it is one.</summary>
    [JsonIgnore]
    public string? Unreadable { get; private set; }

    /// <summary>The filters of a query: those of a search but for the names, the parts and the order, which have no documented form there.</summary>
    public static GroupSearchRequest Of(SandboxCall call) => new()
    {
        SearchTerm = call.Query("searchTerm"),
        GroupIds = call.QueryList("groupIds"),
        AccountIds = call.QueryList("accountIds"),
        DirectoryIds = call.QueryList("directoryIds"),
        ResourceIds = call.QueryList("resourceIds"),
        ResourceOwners = call.QueryList("resourceOwners"),
        RoleIds = call.QueryList("roleIds"),
        Limit = call.QueryNumber("limit"),
        Cursor = call.Query("cursor"),
        Unreadable = call.Query("limit") is not null && call.QueryNumber("limit") is null ? "limit must be a number." : null,
    };

    /// <summary>What is wrong with the request by the vendor's document; null when nothing is.</summary>
    public string? Problem()
    {
        if (Unreadable is not null)
            return Unreadable;
        if (GroupNames is not null && (SearchTerm is not null || GroupIds is not null))
            return "The groupNames filter excludes searchTerm and groupIds.";
        if (Limit is < 1 or > 100)
            return "limit must be from 1 to 100.";
        if (SortBy is not null && (SortBy.Count != 1 || SortBy[0]?.Field != "name" || !Directions.Contains(SortBy[0].Direction)))
            return "sortBy must be one order by name.";
        if (Expand is not null && !Expand.All(Expansions.Contains))
            return "expand has an unknown value.";
        if (RoleIds is not null && !RoleIds.All(Role.OfSearches.All.Contains))
            return "roleIds has an unknown value.";
        return Count("groupNames", GroupNames, 100)
            ?? Count("groupIds", GroupIds, 10)
            ?? Count("accountIds", AccountIds, 10)
            ?? Count("directoryIds", DirectoryIds, 10)
            ?? Count("resourceIds", ResourceIds, 20)
            ?? Count("resourceOwners", ResourceOwners, 10)
            ?? Count("roleIds", RoleIds, 10)
            ?? Count("expand", Expand, 2);
    }

    private static string? Count(string name, IReadOnlyList<string>? values, int most) =>
        values is null || (values.Count >= 1 && values.Count <= most && !values.Any(value => value is null) && values.Distinct().Count() == values.Count)
            ? null
            : $"{name} must have from 1 to {most} different values.";
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GroupSearchRequest))]
internal sealed partial class GroupSearchRequestJson : JsonSerializerContext;
