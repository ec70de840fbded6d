using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>Reads what is sent to a SCIM directory: whole users, and PatchOps.</summary>
internal static class ScimBodies
{
    // What an identity provider may write; the rest is the service's own.
    private static readonly string[] Writable =
    [
        "userName", "externalId", "displayName", "nickName", "title", "preferredLanguage", "timezone", "department", "organization", "active", "emails",
        "phoneNumbers", "name.formatted", "name.givenName", "name.familyName", ScimSchemaIds.EnterpriseUser + ":department", ScimSchemaIds.EnterpriseUser + ":organization",
    ];

    public static ScimUser Copy(ScimUser user) => JsonSerializer.Deserialize(SandboxJson.Write(user), WireJson.Wire.ScimUser)!;

    /// <summary>Why a user cannot be kept; null when it can.</summary>
    public static SandboxReply? Problem(ScimUser user)
    {
        if (string.IsNullOrWhiteSpace(user.UserName))
            return ScimErrors.InvalidValue("Resource [USER] userName is required.");
        // Live text of ID-8027.
        if (user.Emails.Count(e => e.Primary == true) != 1)
            return ScimErrors.InvalidValue("Resource [USER] One email address need to be marked as primary.");
        return user.Email?.LastIndexOf('@') > 0 ? null : ScimErrors.InvalidValue("Resource [USER] The email address is not valid.");
    }

    /// <summary>The user after a PatchOp; a reply when the PatchOp cannot be carried out.</summary>
    public static ScimUser? Patch(ScimUser user, IReadOnlyList<ScimPatchStep> steps, out SandboxReply? problem)
    {
        problem = null;
        JsonObject root = JsonNode.Parse(SandboxJson.Write(user))!.AsObject();
        foreach (ScimPatchStep step in steps)
        {
            string path = Writable.FirstOrDefault(p => string.Equals(p, step.Path, StringComparison.OrdinalIgnoreCase)) ?? "";
            if (path.Length == 0)
            {
                problem = ScimErrors.InvalidPath(step.Path ?? "(none)");
                return null;
            }

            int urn = path.LastIndexOf(':');
            string[] names = urn > 0 ? [path.Substring(0, urn), path.Substring(urn + 1)] : path.Split('.');
            JsonObject holder = root;
            if (names.Length == 2)
                holder = root[names[0]] as JsonObject ?? (JsonObject)(root[names[0]] = new JsonObject());
            if (step.Is("remove"))
                holder.Remove(names[names.Length - 1]);
            else
                holder[names[names.Length - 1]] = step.Value is { } value ? JsonNode.Parse(value.GetRawText()) : null;
        }

        ScimUser? patched = SandboxJson.Read(JsonSerializer.SerializeToUtf8Bytes(root, SandboxWireJson.Default.JsonObject), WireJson.Wire.ScimUser);
        problem = patched is null ? ScimErrors.InvalidValue("A value is of another type than its attribute.") : Problem(patched);
        return problem is null ? patched : null;
    }

    /// <summary>The steps of a PatchOp; null when the body is none.</summary>
    public static IReadOnlyList<ScimPatchStep>? ReadPatch(ReadOnlyMemory<byte> body) =>
        SandboxJson.Read(body, ScimPatchRequestJson.Default.ScimPatchRequest) is { Schemas: { } schemas, Operations: { Count: > 0 } steps }
        && schemas.Contains(ScimSchemaIds.PatchOp) && steps.All(s => s.Is("add") || s.Is("remove") || s.Is("replace"))
            ? steps
            : null;
}

/// <summary>A PatchOp as it was sent.</summary>
internal sealed class ScimPatchRequest
{
    [JsonPropertyName("schemas")]
    public IReadOnlyList<string>? Schemas { get; set; }

    [JsonPropertyName("Operations")]
    public IReadOnlyList<ScimPatchStep>? Operations { get; set; }
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
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScimPatchRequest))]
internal sealed partial class ScimPatchRequestJson : JsonSerializerContext;
