using System.Text.Json;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>A PatchOp as it was sent. The case of its names does not matter (RFC 7643, section 2.1): some clients write <c>operations</c>.</summary>
internal sealed class ScimPatchRequest
{
    [JsonPropertyName("schemas")]
    public IReadOnlyList<string>? Schemas { get; set; }

    [JsonPropertyName("Operations")]
    public IReadOnlyList<ScimPatchStep>? Operations { get; set; }

    /// <summary>The steps of a PatchOp, each with its path; a refusal when there are none. A client that leaves the schemas out is understood.</summary>
    public static IReadOnlyList<ScimPatchStep>? Read(ReadOnlyMemory<byte> body, out SandboxReply? problem)
    {
        problem = ScimErrors.InvalidSyntax();
        if (SandboxJson.Read(body, ScimPatchRequestJson.Default.ScimPatchRequest) is not { Operations: { Count: > 0 } sent } request
            || request.Schemas?.Contains(ScimSchemaIds.PatchOp) == false
            || !sent.All(step => step is not null && (step.Is("add") || step.Is("remove") || step.Is("replace"))))
        {
            return null;
        }

        var steps = new List<ScimPatchStep>();
        foreach (ScimPatchStep step in sent)
        {
            if (!string.IsNullOrEmpty(step.Path))
            {
                steps.Add(step);
            }
            else if (step.Is("remove"))
            {
                problem = ScimErrors.NoTarget("(none)");
                return null;
            }
            else if (step.Value is { ValueKind: JsonValueKind.Object } values)
            {
                // Without a path the value names the attributes itself.
                steps.AddRange(values.EnumerateObject().Select(member => new ScimPatchStep { Op = step.Op, Path = member.Name, Value = member.Value }));
            }
            else
            {
                problem = ScimErrors.InvalidValue("Without a path the value has to be an object.");
                return null;
            }
        }

        problem = null;
        return steps;
    }
}

/// <summary>One step of it.</summary>
internal sealed class ScimPatchStep
{
    [JsonPropertyName("op")]
    public string? Op { get; set; }

    [JsonPropertyName("path")]
    public string? Path { get; set; }

    [JsonPropertyName("value")]
    public JsonElement? Value { get; set; }

    public bool Is(string op) => string.Equals(Op, op, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it repeats what is there, which is no change of it.</summary>
    public bool Repeats(string? text) =>
        !Is("remove") && Value is { ValueKind: JsonValueKind.String } value && string.Equals(value.GetString(), text, StringComparison.Ordinal);
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ScimPatchRequest))]
internal sealed partial class ScimPatchRequestJson : JsonSerializerContext;
