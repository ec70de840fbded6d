using System.IO;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>An OpenAPI document of the vendor, as far as its errors go. It stays where it is, beside the repository.</summary>
internal sealed partial class VendorDocument
{
    private readonly JsonElement _root;

    private VendorDocument(string name) =>
        _root = JsonDocument.Parse(File.ReadAllText(Directory.EnumerateFiles(Folder, name + ".*.json").Single())).RootElement;

    public static string Folder { get; } = typeof(VendorDocument).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "VendorDocuments").Value!;

    public static VendorDocument UserManagement => new("user-management");

    public static VendorDocument Organization => new("organization");

    public static VendorDocument Provisioning => new("user-provisioning");

    /// <summary>Every error status of every operation, with the schema of its body; null where the document has none.</summary>
    public IEnumerable<(string Operation, int Status, JsonElement? Schema)> Errors()
    {
        foreach (JsonProperty path in _root.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Object && o.Value.TryGetProperty("responses", out _)))
            {
                foreach (JsonProperty response in operation.Value.GetProperty("responses").EnumerateObject())
                {
                    if (!int.TryParse(response.Name, out int status) || status < 300)
                        continue;
                    JsonElement body = Resolve(response.Value);
                    bool has = body.TryGetProperty("content", out JsonElement content);
                    yield return ($"{operation.Name} {path.Name}", status, has ? content.EnumerateObject().First().Value.GetProperty("schema") : null);
                }
            }
        }
    }

    /// <summary>A schema of the document by its name.</summary>
    public JsonElement Schema(string name) => _root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>The schema and whatever it is made of.</summary>
    public IEnumerable<JsonElement> Parts(JsonElement schema)
    {
        JsonElement resolved = Resolve(schema);
        yield return resolved;
        foreach (string way in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (!resolved.TryGetProperty(way, out JsonElement parts))
                continue;
            foreach (JsonElement part in parts.EnumerateArray().SelectMany(Parts))
                yield return part;
        }
    }

    /// <summary>The schema of a property, when there is one.</summary>
    public JsonElement? Property(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(name, out JsonElement property)
            ? Resolve(property)
            : null;

    /// <summary>The values that a property is said to take: its enumeration, or else its example.</summary>
    public IReadOnlyList<string> Values(JsonElement schema, string name)
    {
        if (Property(schema, name) is not { } property)
            return [];
        if (property.TryGetProperty("enum", out JsonElement values))
            return [.. values.EnumerateArray().Select(v => v.ToString())];
        return property.TryGetProperty("example", out JsonElement example) ? [example.ToString()] : [];
    }

    /// <summary>Every error code that stands anywhere in the document.</summary>
    public IReadOnlySet<string> CodesInText() => CodePattern().Matches(_root.GetRawText()).Select(m => m.Value).ToHashSet();

    [GeneratedRegex(@"ADMIN-(UAM-)?\d+-\d+")]
    private static partial Regex CodePattern();

    private JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out JsonElement reference))
        {
            element = _root;
            foreach (string step in reference.GetString()!.TrimStart('#', '/').Split('/'))
                element = element.GetProperty(step);
        }

        return element;
    }
}

/// <summary>A fact about the vendor's documents; it says so when they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VendorDocumentFactAttribute : FactAttribute
{
    public VendorDocumentFactAttribute()
    {
        if (!Directory.Exists(VendorDocument.Folder))
            Skip = $"The vendor's documents are not at {VendorDocument.Folder}.";
    }
}
