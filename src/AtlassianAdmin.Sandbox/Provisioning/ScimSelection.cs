using System.Text.Json;
using System.Text.Json.Nodes;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>Which attributes of a resource are asked for, or not wanted. Source: RFC 7644, section 3.4.2.5.</summary>
internal sealed class ScimSelection
{
    // Returned always. Sources: RFC 7643, section 3.1 and section 3.
    private static readonly string[] Always = ["id", "schemas"];

    private readonly string[] _names;
    private readonly bool _excludes;

    private ScimSelection(string[] names, bool excludes)
    {
        _names = names;
        _excludes = excludes;
    }

    /// <summary>The reply to a call, with the attributes that it asks for.</summary>
    public static SandboxReply Of(SandboxCall call, Func<SandboxReply> answer)
    {
        string[] asked = Names(call, "attributes");
        string[] excluded = Names(call, "excludedAttributes");
        if (asked.Length > 0 && excluded.Length > 0)
            return ScimErrors.InvalidValue("attributes and excludedAttributes exclude each other.");
        SandboxReply reply = answer();
        return reply.Status != 200 || asked.Length + excluded.Length == 0
            ? reply
            : new ScimSelection(asked.Length > 0 ? asked : excluded, excluded.Length > 0).Apply(reply);
    }

    private static string[] Names(SandboxCall call, string parameter) => call.QueryAll(parameter)
        .SelectMany(value => value.Split(','))
        .Select(name => WithoutCore(name.Trim()))
        .Where(name => name.Length > 0)
        .ToArray();

    private static string WithoutCore(string name) =>
        new[] { ScimSchemaIds.User, ScimSchemaIds.Group }.FirstOrDefault(schema => name.StartsWith(schema + ":", StringComparison.OrdinalIgnoreCase)) is { } core
            ? name.Substring(core.Length + 1)
            : name;

    private SandboxReply Apply(SandboxReply reply)
    {
        JsonObject whole = JsonNode.Parse(reply.Body.Span)!.AsObject();
        if (whole["Resources"] is JsonArray resources)
            whole["Resources"] = new JsonArray(resources.Select(resource => (JsonNode?)Chosen(resource!.AsObject())).ToArray());
        else
            whole = Chosen(whole);
        return SandboxReply.Json(reply.Status, JsonSerializer.SerializeToUtf8Bytes(whole, SandboxWireJson.Default.JsonObject));
    }

    private JsonObject Chosen(JsonObject resource)
    {
        var chosen = new JsonObject();
        foreach (KeyValuePair<string, JsonNode?> attribute in resource)
        {
            JsonNode? kept = Always.Contains(attribute.Key) ? Copy(attribute.Value) : Kept(attribute.Key, attribute.Value);
            if (kept is not null)
                chosen[attribute.Key] = kept;
        }

        return chosen;
    }

    private JsonNode? Kept(string name, JsonNode? value)
    {
        bool isNamed = _names.Contains(name, StringComparer.OrdinalIgnoreCase);
        string[] parts = _names
            .Where(asked => asked.Length > name.Length && asked[name.Length] is '.' or ':' && asked.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Select(asked => asked.Substring(name.Length + 1))
            .ToArray();
        if (isNamed || parts.Length == 0)
            return isNamed == _excludes ? null : Copy(value);
        return value is JsonArray list ? new JsonArray(list.Select(entry => Part(entry, parts)).ToArray()) : Part(value, parts);
    }

    private JsonNode? Part(JsonNode? value, string[] parts) => value is not JsonObject whole ? Copy(value) : new JsonObject(whole
        .Where(member => parts.Contains(member.Key, StringComparer.OrdinalIgnoreCase) != _excludes)
        .Select(member => new KeyValuePair<string, JsonNode?>(member.Key, Copy(member.Value))));

    /// <summary>A node stands in one place only.</summary>
    private static JsonNode? Copy(JsonNode? node) => node is null ? null : JsonNode.Parse(node.ToJsonString());
}
