using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Access;

/// <summary>The body of a search for workspaces.</summary>
internal sealed class WorkspaceSearchRequest
{
    private const int MaximumLimit = 1000;
    private static readonly string[] SortFields = ["attributes.name", "attributes.type", "attributes.typeKey"];
    private static readonly string[] Orders = ["asc", "desc"];

    [JsonPropertyName("limit")]
    public int? Limit { get; set; }

    [JsonPropertyName("query")]
    public WorkspaceCondition? Query { get; set; }

    [JsonPropertyName("sort")]
    public IReadOnlyList<WorkspaceSort>? Sort { get; set; }

    [JsonPropertyName("cursor")]
    public string? Cursor { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>What is wrong with the request by the vendor's document; null when nothing is.</summary>
    public string? Problem() =>
        Cursor is not null && (Limit is not null || Query is not null || Sort is not null || Others is not null) ? "The cursor must be the only property."
        : Limit is < 1 or > MaximumLimit ? "limit must be from 1 to 1000."
        : Sort?.All(sort => SortFields.Contains(sort.Field) && Orders.Contains(sort.Order)) == false ? "sort has an unknown field or order."
        : Query?.Problem();
}

/// <summary>How workspaces are ordered.</summary>
internal sealed class WorkspaceSort
{
    [JsonPropertyName("field")]
    public string? Field { get; set; }

    [JsonPropertyName("order")]
    public string? Order { get; set; }
}

/// <summary>One condition on workspaces: one of its parts is given.</summary>
internal sealed class WorkspaceCondition
{
    [JsonPropertyName("and")]
    public IReadOnlyList<WorkspaceCondition>? And { get; set; }

    [JsonPropertyName("nor")]
    public IReadOnlyList<WorkspaceCondition>? Nor { get; set; }

    [JsonPropertyName("field")]
    public WorkspaceFieldCondition? Field { get; set; }

    [JsonPropertyName("searchWorkspaces")]
    public string? SearchWorkspaces { get; set; }

    [JsonPropertyName("features")]
    public IReadOnlyList<string>? Features { get; set; }

    [JsonPropertyName("policies")]
    public IReadOnlyList<string>? Policies { get; set; }

    public string? Problem() =>
        And is not null ? And.Select(part => part.Problem()).FirstOrDefault(problem => problem is not null)
        : Nor is not null ? Nor.Select(part => part.Problem()).FirstOrDefault(problem => problem is not null)
        : Field is not null && (Value(Field, null) is null || Field.Values is null) ? "field has an unknown name, or no values."
        : null;

    public bool Matches(SandboxResource workspace) =>
        And is not null ? And.All(part => part.Matches(workspace))
        : Nor is not null ? !Nor.Any(part => part.Matches(workspace))
        : Field is not null ? Field.Values!.Contains(Value(Field, workspace), StringComparer.OrdinalIgnoreCase)
        : SearchWorkspaces is { } text ? Contains(workspace.HostUrl, text) || Contains(workspace.Product, text)

        // The sandbox's workspaces have no features and no policies of their own.
        : Features is null && Policies is null;

    private static string? Value(WorkspaceFieldCondition field, SandboxResource? workspace) => field.Name switch
    {
        "attributes.typeKey" => workspace?.Owner ?? "",
        "attributes.type" => workspace?.Product ?? "",
        "attributes.hostUrl" => workspace?.HostUrl ?? "",
        "attributes.status" => "online",
        "id" => workspace?.ResourceId ?? "",
        _ => null,
    };

    private static bool Contains(string? text, string term) => text?.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0;
}

/// <summary>A condition on a field of workspaces.</summary>
internal sealed class WorkspaceFieldCondition
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("values")]
    public IReadOnlyList<string>? Values { get; set; }
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkspaceSearchRequest))]
internal sealed partial class WorkspaceSearchRequestJson : JsonSerializerContext;
