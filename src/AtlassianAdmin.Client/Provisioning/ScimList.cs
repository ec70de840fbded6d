using System.Globalization;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Provisioning;

/// <summary>One page of a SCIM list. Source: RFC 7644, section 3.4.2.</summary>
internal sealed class ScimList<T>
{
    [JsonPropertyName("schemas")]
    public IReadOnlyList<string>? Schemas { get; set; }

    [JsonPropertyName("totalResults")]
    public int? TotalResults { get; set; }

    [JsonPropertyName("startIndex")]
    public int? StartIndex { get; set; }

    [JsonPropertyName("itemsPerPage")]
    public int? ItemsPerPage { get; set; }

    [JsonPropertyName("Resources")]
    public IReadOnlyList<T>? Resources { get; set; }

    /// <summary>True when every record is such a one; what could not be read at all is not looked at.</summary>
    public bool HoldsOnly(Func<T, bool> fits) => (Resources ?? []).All(record => record is null || fits(record));

    /// <summary>The page as the other lists have it; its cursor is the place where the next one begins.</summary>
    /// <param name="start">Where this one was asked to begin: a service may leave it out.</param>
    public Page<T> ToPage(int start)
    {
        int next = (StartIndex ?? start) + (Resources?.Count ?? 0);
        bool isLast = Resources is not { Count: > 0 } || next > TotalResults;
        return new Page<T>
        {
            Data = Resources,
            Links = new PageLinks { Next = isLast ? null : next.ToString(CultureInfo.InvariantCulture) },
        };
    }
}
