using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonSchema = NJsonSchema.JsonSchema;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// Makes a JSON Schema of an OpenAPI schema. The documents are OpenAPI 3.0, whose schemas are not quite JSON Schema, so each step here is a
/// deliberate one; a keyword that is not known here stops the test instead of being passed over.
/// <list type="bullet">
/// <item>References are written out, but for a schema inside itself.</item>
/// <item><c>nullable</c> becomes the type <c>null</c> (and an allowed value where there is an enumeration).</item>
/// <item><c>allOf</c> is merged into one object, so that it can be closed.</item>
/// <item>Objects are closed: the documents have few required properties, and open objects would accept nearly anything.</item>
/// <item>A <c>discriminator</c> limits its property to the values that lead to the variant.</item>
/// <item>Read-only properties are taken out of requests, write-only ones out of replies.</item>
/// <item>Patterns hold for the whole text, and the newline at the end of that of AccountId is taken off (known defect).</item>
/// <item><c>format: uuid</c> is dropped: user ids are declared so and are none (known defect).</item>
/// </list>
/// </summary>
public sealed class ContractSchema
{
    private readonly ContractDirection _direction;
    private readonly Stack<string> _within = new();
    private readonly JsonObject _definitions = [];

    private ContractSchema(ContractDirection direction) => _direction = direction;

    public static JsonSchema From(IOpenApiSchema schema, ContractDirection direction)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var conversion = new ContractSchema(direction);
        JsonObject root = conversion.Convert(schema);
        if (conversion._definitions.Count > 0)
            root["definitions"] = conversion._definitions;
        return FromText(root.ToJsonString());
    }

    public static JsonSchema FromText(string json) => JsonSchema.FromJsonAsync(json).GetAwaiter().GetResult();

    /// <summary>What is wrong with an instance, a line each.</summary>
    public static IReadOnlyList<string> Validate(JsonSchema schema, JToken instance)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return [.. schema.Validate(instance).Select(error => error.ToString().ReplaceLineEndings(" "))];
    }

    /// <summary>Reads JSON without taking texts that look like dates for dates; null when it is none.</summary>
    public static JToken? TryParse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        try
        {
            JToken token = JToken.ReadFrom(reader);
            return reader.Read() ? null : token;
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    private JsonObject Convert(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchemaReference { Reference.Id: { } id })
            return ConvertHere(schema);

        // A schema that holds itself cannot be written out: inside itself it stays a reference.
        if (_within.Contains(id))
        {
            _definitions.TryAdd(id, null);
            return new JsonObject { ["$ref"] = "#/definitions/" + id };
        }

        _within.Push(id);
        JsonObject result = ConvertHere(schema);
        _within.Pop();
        if (_definitions.ContainsKey(id))
            _definitions[id] = result.DeepClone();
        return result;
    }

    private JsonObject ConvertHere(IOpenApiSchema schema)
    {
        if (schema.Not is not null || schema.PatternProperties is { Count: > 0 })
            throw new NotSupportedException("A keyword is not translated yet.");
        var result = new JsonObject();
        foreach (IOpenApiSchema part in schema.AllOf ?? [])
            Merge(result, Convert(part));
        Merge(result, Own(schema));
        if (result.ContainsKey("properties") && !result.ContainsKey("additionalProperties"))
            result["additionalProperties"] = false;
        return result;
    }

    private JsonObject Own(IOpenApiSchema schema)
    {
        var own = new JsonObject();
        AddType(own, schema);
        AddValues(own, schema);
        AddLimits(own, schema);
        AddProperties(own, schema);
        if (schema.Items is not null)
            own["items"] = Convert(schema.Items);
        if (schema.OneOf is { Count: > 0 } oneOf)
            own["oneOf"] = new JsonArray([.. oneOf.Select(variant => Variant(variant, schema.Discriminator))]);
        if (schema.AnyOf is { Count: > 0 } anyOf)
            own["anyOf"] = new JsonArray([.. anyOf.Select(variant => Variant(variant, schema.Discriminator))]);
        return own;
    }

    private static void AddType(JsonObject own, IOpenApiSchema schema)
    {
        if (schema.Type is not { } type)
            return;
        (JsonSchemaType Flag, string Name)[] names =
        [
            (JsonSchemaType.Null, "null"), (JsonSchemaType.Boolean, "boolean"), (JsonSchemaType.Integer, "integer"),
            (JsonSchemaType.Number, "number"), (JsonSchemaType.String, "string"), (JsonSchemaType.Array, "array"), (JsonSchemaType.Object, "object"),
        ];
        own["type"] = new JsonArray([.. names.Where(name => type.HasFlag(name.Flag)).Select(name => JsonValue.Create(name.Name))]);
    }

    private static void AddValues(JsonObject own, IOpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } values)
        {
            var allowed = new JsonArray([.. values.Select(value => value?.DeepClone())]);
            if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
                allowed.Add(null);
            own["enum"] = allowed;
        }

        if (schema.Pattern is { } pattern)
            own["pattern"] = "^(?:" + pattern.TrimEnd('\n') + ")$";
        if (schema.Format is not (null or "" or "uuid"))
            own["format"] = schema.Format;
    }

    private static void AddLimits(JsonObject own, IOpenApiSchema schema)
    {
        Add("minLength", schema.MinLength);
        Add("maxLength", schema.MaxLength);
        Add("minItems", schema.MinItems);
        Add("maxItems", schema.MaxItems);
        Add("minProperties", schema.MinProperties);
        Add("maxProperties", schema.MaxProperties);
        Add("minimum", Number(schema.Minimum));
        Add("maximum", Number(schema.Maximum));
        if (schema.UniqueItems == true)
            own["uniqueItems"] = true;

        void Add(string keyword, decimal? limit)
        {
            if (limit is { } number)
                own[keyword] = number;
        }
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private void AddProperties(JsonObject own, IOpenApiSchema schema)
    {
        string[] absent = [.. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            .Where(property => _direction == ContractDirection.Request ? property.Value.ReadOnly : property.Value.WriteOnly)
            .Select(property => property.Key)];
        if (schema.Properties is { Count: > 0 } properties)
        {
            var kept = new JsonObject();
            foreach ((string name, IOpenApiSchema property) in properties)
            {
                if (!absent.Contains(name))
                    kept[name] = Convert(property);
            }

            own["properties"] = kept;
        }

        string[] required = [.. (schema.Required ?? new HashSet<string>()).Except(absent)];
        if (required.Length > 0)
            own["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        if (schema.AdditionalProperties is not null)
            own["additionalProperties"] = Convert(schema.AdditionalProperties);
    }

    /// <summary>One choice of several; its discriminator says which values lead to it.</summary>
    private JsonObject Variant(IOpenApiSchema variant, OpenApiDiscriminator? discriminator)
    {
        JsonObject schema = Convert(variant);
        if (discriminator?.PropertyName is not { } name || discriminator.Mapping is not { } mapping || variant is not OpenApiSchemaReference reference)
            return schema;
        JsonNode?[] values = [.. mapping
            .Where(pair => pair.Value.Reference.Id == reference.Reference.Id)
            .Select(pair => JsonValue.Create(pair.Key))];

        // A variant told apart by a Boolean has its own enumeration already.
        if (values.Length > 0 && schema["properties"]?[name] is JsonObject property && property["type"]?[0]?.GetValue<string>() == "string")
            property["enum"] = new JsonArray(values);
        return schema;
    }

    private static void Merge(JsonObject into, JsonObject part)
    {
        foreach ((string keyword, JsonNode? value) in part.ToList())
        {
            part.Remove(keyword);
            switch (keyword)
            {
                case "properties" when into[keyword] is JsonObject properties:
                    foreach ((string name, JsonNode? property) in value!.AsObject().ToList())
                        properties[name] = property!.DeepClone();
                    break;
                case "required" when into[keyword] is JsonArray required:
                    foreach (JsonNode? name in value!.AsArray())
                        required.Add(name!.DeepClone());
                    break;
                case "additionalProperties" when value is JsonValue:
                    // Closing comes last, when all the parts are together.
                    break;
                default:
                    if (into[keyword] is { } present && !JsonNode.DeepEquals(present, value))
                        throw new NotSupportedException($"The parts of an allOf disagree about {keyword}.");
                    into[keyword] = value;
                    break;
            }
        }
    }
}
