using System.Text.Json.Serialization;

namespace AtlassianAdmin.Client.Json;

/// <summary>One page of a list: <c>{"data":[…],"links":{"next":…},"meta":{…}}</c>.</summary>
internal sealed class Page<T> : ServiceObjectPart
{
    [JsonPropertyName("data")]
    public IReadOnlyList<T>? Data { get; set; }

    [JsonPropertyName("links")]
    public PageLinks? Links { get; set; }

    [JsonPropertyName("meta")]
    public PageMeta? Meta { get; set; }
}

/// <summary>One object in its envelope: <c>{"data":{…}}</c>.</summary>
internal sealed class Single<T>
{
    [JsonPropertyName("data")]
    public T? Data { get; set; }
}

/// <summary>Links of a page or an object. <c>next</c> is a whole address in v1 and a bare cursor in v2.</summary>
internal sealed class PageLinks : ServiceObjectPart
{
    [JsonPropertyName("self")]
    public string? Self { get; set; }

    [JsonPropertyName("next")]
    public string? Next { get; set; }

    [JsonPropertyName("prev")]
    public string? Previous { get; set; }
}

/// <summary>Facts about a page.</summary>
internal sealed class PageMeta : ServiceObjectPart
{
    [JsonPropertyName("total")]
    public long? Total { get; set; }

    [JsonPropertyName("next")]
    public string? Next { get; set; }

    [JsonPropertyName("page_size")]
    public int? PageSize { get; set; }
}
