using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Users;

/// <summary>The order of a search. Source: organization document: people by <c>nick_name</c>, groups by <c>name</c>.</summary>
public sealed class SearchOrder
{
    /// <summary>What to order by.</summary>
    [JsonPropertyName("field")]
    public string Field { get; init; } = "";

    /// <summary><c>asc</c> or <c>desc</c>.</summary>
    [JsonPropertyName("direction")]
    public string Direction { get; init; } = "asc";

    /// <summary>The smallest first.</summary>
    /// <param name="field">What to order by.</param>
    public static SearchOrder Ascending(string field) => new() { Field = field };

    /// <summary>The largest first.</summary>
    /// <param name="field">What to order by.</param>
    public static SearchOrder Descending(string field) => new() { Field = field, Direction = "desc" };
}
