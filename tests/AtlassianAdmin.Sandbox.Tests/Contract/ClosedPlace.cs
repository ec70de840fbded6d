using System.Net.Http;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>A place of a request where a document allows only certain values: a parameter of the query, or a field of the body.</summary>
public sealed class ClosedPlace
{
    private readonly Func<string, JsonNode>? _bodyWith;

    private ClosedPlace(ContractOperation operation, string name, IReadOnlyList<string> values, Func<string, JsonNode>? bodyWith)
    {
        Operation = operation;
        Name = name;
        Values = values;
        _bodyWith = bodyWith;
    }

    public ContractOperation Operation { get; }

    /// <summary>The parameter, or the path of the field.</summary>
    public string Name { get; }

    /// <summary>What the document allows.</summary>
    public IReadOnlyList<string> Values { get; }

    public override string ToString() => $"{Operation.Name} {(_bodyWith is null ? "?" : "")}{Name}";

    /// <summary>Every such place of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="samples">Values for the fields of that name, which a request needs to be understood at all.</param>
    public static IEnumerable<ClosedPlace> Of(ContractOperation operation, IReadOnlyDictionary<string, string> samples)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(samples);
        IEnumerable<ClosedPlace> inQuery = operation.Parameters
            .Where(parameter => parameter is { In: ParameterLocation.Query, Schema: not null })
            .SelectMany(parameter => Walk(parameter.Schema!, parameter.Name!, value => value, samples, [])
                .Select(found => new ClosedPlace(operation, found.Name, found.Values, bodyWith: null)));
        IEnumerable<ClosedPlace> inBody = (operation.Operation.RequestBody?.Content?.Values ?? Enumerable.Empty<IOpenApiMediaType>())
            .SelectMany(media => Walk(media.Schema!, "", value => value, samples, []))
            .Select(found => new ClosedPlace(operation, found.Name.TrimStart('.'), found.Values, value => found.Wrap(JsonValue.Create(value))));
        return inQuery.Concat(inBody).DistinctBy(place => place.ToString());
    }

    /// <summary>Sends the request with a value in that place.</summary>
    public Task<CallerReply> SendAsync(Caller caller, Func<string, string> valueOf, string value)
    {
        ArgumentNullException.ThrowIfNull(caller);
        string path = Operation.PathWith(valueOf);
        return _bodyWith is null
            ? caller.SendAsync(Operation.Method, $"{path}?{Name.TrimEnd('[', ']')}={Uri.EscapeDataString(value)}", Operation.Method == HttpMethod.Get ? null : "{}")
            : caller.SendAsync(Operation.Method, path, _bodyWith(value).ToJsonString());
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Values, Func<JsonNode, JsonNode> Wrap)> Walk(
        IOpenApiSchema schema, string name, Func<JsonNode, JsonNode> wrap, IReadOnlyDictionary<string, string> samples, string[] within)
    {
        // A schema that holds itself has no new place inside.
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (within.Contains(id))
                yield break;
            within = [.. within, id];
        }

        if (schema.Enum is { Count: > 0 } values)
            yield return (name, [.. values.OfType<JsonValue>().Select(value => value.ToString())], wrap);
        foreach (IOpenApiSchema part in (schema.AllOf ?? []).Concat(schema.OneOf ?? []).Concat(schema.AnyOf ?? []))
        {
            foreach (var place in Walk(part, name, wrap, samples, within))
                yield return place;
        }

        if (schema.Items is { } items)
        {
            foreach (var place in Walk(items, name + "[]", item => wrap(new JsonArray(item)), samples, within))
                yield return place;
        }

        foreach ((string property, IOpenApiSchema inner) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            foreach (var place in Walk(inner, $"{name}.{property}", value => wrap(With(schema, property, value, samples)), samples, within))
                yield return place;
        }
    }

    private static JsonObject With(IOpenApiSchema schema, string property, JsonNode value, IReadOnlyDictionary<string, string> samples)
    {
        var result = new JsonObject();
        foreach ((string name, IOpenApiSchema inner) in schema.Properties!)
        {
            if (name == property)
                result[name] = value;
            else if (inner.Enum is not { Count: > 0 } && samples.TryGetValue(name, out string? sample))
                result[name] = sample;
            else if (schema.Required?.Contains(name) == true)
                result[name] = Sample(inner, samples);
        }

        return result;
    }

    private static JsonNode? Sample(IOpenApiSchema schema, IReadOnlyDictionary<string, string> samples) =>
        schema.Enum?.FirstOrDefault()?.DeepClone()
        ?? (schema.Type?.HasFlag(JsonSchemaType.Object) == true ? With(schema, "", JsonValue.Create(""), samples)
            : schema.Type?.HasFlag(JsonSchemaType.Array) == true ? new JsonArray(Sample(schema.Items!, samples))
            : schema.Type?.HasFlag(JsonSchemaType.Boolean) == true ? JsonValue.Create(true)
            : schema.Type?.HasFlag(JsonSchemaType.Integer) == true ? JsonValue.Create(1)
            : JsonValue.Create("x"));
}
