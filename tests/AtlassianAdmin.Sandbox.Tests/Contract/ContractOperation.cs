using System.Globalization;
using System.Net.Http;
using Microsoft.OpenApi;
using Newtonsoft.Json.Linq;
using JsonSchema = NJsonSchema.JsonSchema;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>One operation of a document.</summary>
public sealed class ContractOperation
{
    private readonly string[] _segments;
    private readonly List<IOpenApiParameter> _parameters;

    public ContractOperation(HttpMethod method, string template, OpenApiOperation operation, IEnumerable<IOpenApiParameter>? shared)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(operation);
        Method = method;
        Name = $"{method} {template}";
        Operation = operation;
        _segments = template.Split('/');
        _parameters = [.. operation.Parameters ?? [], .. shared ?? []];
    }

    public HttpMethod Method { get; }

    /// <summary>The method and the path template.</summary>
    public string Name { get; }

    public OpenApiOperation Operation { get; }

    public IReadOnlyList<IOpenApiParameter> Parameters => _parameters;

    /// <summary>The path with values for its variables.</summary>
    public string PathWith(Func<string, string> valueOf) =>
        string.Join('/', _segments.Select(segment => IsVariable(segment) ? Uri.EscapeDataString(valueOf(segment.Trim('{', '}'))) : segment));

    public override string ToString() => Name;

    /// <summary>True when the path is of this template.</summary>
    public bool Matches(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string[] path = address.AbsolutePath.Split('/');
        return path.Length == _segments.Length
            && path.Zip(_segments).All(pair => pair.First == pair.Second || (IsVariable(pair.Second) && pair.First.Length > 0));
    }

    /// <summary>What is wrong with the values in the path.</summary>
    public IEnumerable<string> CheckPath(Uri address, Func<IOpenApiSchema, ContractDirection, JsonSchema> schema)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(schema);
        string[] path = address.AbsolutePath.Split('/');
        List<IOpenApiParameter> declared = [.. _parameters.Where(parameter => parameter.In == ParameterLocation.Path)];
        foreach ((string value, string segment) in path.Zip(_segments).Where(pair => IsVariable(pair.Second)))
        {
            // README: one operation declares its {userId} as accountId; by name it would go unchecked.
            string name = segment.Trim('{', '}');
            IOpenApiParameter? parameter = declared.Find(candidate => candidate.Name == name)
                ?? declared.Find(candidate => name == "userId" && candidate.Name == "accountId");
            if (parameter?.Schema is null)
            {
                yield return $"{Name}: the document does not declare {segment}.";
                continue;
            }

            foreach (string problem in ContractSchema.Validate(schema(parameter.Schema, ContractDirection.Request), Uri.UnescapeDataString(value)))
                yield return $"{Name} {segment}: {problem}";
        }
    }

    /// <summary>What is wrong with the query.</summary>
    public IEnumerable<string> CheckQuery(Uri address, Func<IOpenApiSchema, ContractDirection, JsonSchema> schema)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(schema);
        List<(string Name, string Value)> sent = [.. address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), pair.Length < 2 ? "" : Uri.UnescapeDataString(pair[1].Replace('+', ' '))))];
        foreach (IGrouping<string, string> values in sent.GroupBy(pair => pair.Name, pair => pair.Value))
        {
            IOpenApiParameter? parameter = _parameters.Find(candidate => candidate.In == ParameterLocation.Query && candidate.Name == values.Key);
            if (parameter?.Schema is null)
            {
                yield return $"{Name}: the document has no query parameter {values.Key}.";
                continue;
            }

            foreach (string problem in ContractSchema.Validate(schema(parameter.Schema, ContractDirection.Request), Instance(parameter.Schema, Sent(parameter, values))))
                yield return $"{Name} ?{values.Key}: {problem}";
        }

        foreach (IOpenApiParameter missing in _parameters.Where(parameter =>
            parameter is { In: ParameterLocation.Query, Required: true } && !sent.Exists(pair => pair.Name == parameter.Name)))
        {
            yield return $"{Name}: the query parameter {missing.Name} is missing.";
        }
    }

    /// <summary>The values of a parameter: repeated, or joined by commas where the document says so.</summary>
    private static List<string> Sent(IOpenApiParameter parameter, IEnumerable<string> values) =>
        parameter.Explode || parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) != true ? [.. values] : [.. values.SelectMany(value => value.Split(','))];

    private static bool IsVariable(string segment) => segment.StartsWith('{');

    /// <summary>The values of one parameter as the JSON that its schema speaks of.</summary>
    private static JToken Instance(IOpenApiSchema schema, List<string> values)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
            return new JArray(values.Select(value => Scalar(schema.Items!, value)));
        return values.Count == 1 ? Scalar(schema, values[0]) : new JArray(values);
    }

    private static JToken Scalar(IOpenApiSchema schema, string value)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.Integer) == true && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return number;
        if (schema.Type?.HasFlag(JsonSchemaType.Boolean) == true && bool.TryParse(value, out bool truth))
            return truth;
        return value;
    }
}
