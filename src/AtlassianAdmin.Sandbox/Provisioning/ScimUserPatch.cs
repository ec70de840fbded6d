using System.Text.Json;
using System.Text.Json.Nodes;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>Carries a PatchOp out on a user: all of it, or nothing.</summary>
internal sealed class ScimUserPatch
{
    // What an identity provider may write; the rest is the service's own.
    private static readonly string[] Single =
    [
        "userName", "externalId", "displayName", "nickName", "title", "preferredLanguage", "timezone", "department", "organization", "active",
    ];

    private static readonly Dictionary<string, string[]> Complex = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = ["formatted", "givenName", "familyName"],
        [ScimSchemaIds.EnterpriseUser] = ["department", "organization"],
    };

    private static readonly string[] Lists = ["emails", "phoneNumbers"];
    private static readonly string[] ListParts = ["value", "type", "primary"];
    private static readonly string[] Truths = ["active", "primary"];
    private static readonly string[] OfTheService = ["id", "schemas", "meta", "groups"];

    private readonly JsonObject _user;

    private ScimUserPatch(JsonObject user) => _user = user;

    /// <summary>The user after the steps; a reply when one of them cannot be carried out.</summary>
    public static ScimUser? Apply(ScimUser user, IReadOnlyList<ScimPatchStep> steps, out SandboxReply? problem)
    {
        var patch = new ScimUserPatch(JsonNode.Parse(SandboxJson.Write(user))!.AsObject());
        foreach (ScimPatchStep step in steps)
        {
            problem = patch.Take(step);
            if (problem is not null)
                return null;
        }

        ScimUser? patched = SandboxJson.Read(JsonSerializer.SerializeToUtf8Bytes(patch._user, SandboxWireJson.Default.JsonObject), WireJson.Wire.ScimUser);
        problem = patched is null ? ScimErrors.InvalidValue("A value is of another type than its attribute.") : ScimBodies.Problem(patched);
        return problem is null ? patched : null;
    }

    private SandboxReply? Take(ScimPatchStep step)
    {
        if (ScimPath.Read(step.Path!) is not { } path)
            return ScimErrors.InvalidPath(step.Path!);
        if (Lists.FirstOrDefault(path.IsOf) is { } list)
            return TakeList(step, path, list);
        if (path.MatchedName is not null)
            return ScimErrors.InvalidPath(path.Text);
        if (Complex.Keys.FirstOrDefault(path.IsOf) is { } complex)
            return TakeComplex(step, path, complex);
        if (path.Part is null && Single.FirstOrDefault(path.IsOf) is { } single)
            return Set(_user, single, step);
        return OfTheService.Any(path.IsOf) && path.Part is null ? ScimErrors.Immutable($"Resource [USER] {path.Attribute} cannot be changed.") : ScimErrors.InvalidPath(path.Text);
    }

    private SandboxReply? TakeComplex(ScimPatchStep step, ScimPath path, string attribute)
    {
        if (path.Part is null && step.Is("remove"))
        {
            _user.Remove(attribute);
            return null;
        }

        JsonObject holder = _user[attribute] as JsonObject ?? (JsonObject)(_user[attribute] = new JsonObject());
        if (path.Part is { } part)
            return Complex[attribute].FirstOrDefault(known => Same(known, part)) is { } known ? Set(holder, known, step) : ScimErrors.InvalidPath(path.Text);

        // Only the parts that are sent are replaced.
        return step.Value is { ValueKind: JsonValueKind.Object } value ? Merge(holder, Complex[attribute], value, step, path) : ScimErrors.InvalidValue($"{attribute} has to be an object.");
    }

    private SandboxReply? TakeList(ScimPatchStep step, ScimPath path, string attribute)
    {
        string? part = path.Part is null ? null : ListParts.FirstOrDefault(known => Same(known, path.Part));
        string? matched = path.MatchedName is null ? null : ListParts.FirstOrDefault(known => Same(known, path.MatchedName));
        if ((path.Part is not null && part is null) || (path.MatchedName is not null && matched is null))
            return ScimErrors.InvalidPath(path.Text);
        JsonArray entries = _user[attribute] as JsonArray ?? (JsonArray)(_user[attribute] = new JsonArray());
        if (matched is null && part is null)
            return TakeWhole(step, entries, attribute);
        List<JsonObject> chosen = entries.OfType<JsonObject>().Where(entry => matched is null || path.Chooses(TextOf(entry[matched]))).ToList();
        if (chosen.Count == 0 && step.Is("add") && matched is not null)
        {
            var made = new JsonObject { [matched] = path.MatchedValue is "true" or "false" ? JsonValue.Create(path.MatchedValue == "true") : JsonValue.Create(path.MatchedValue) };
            entries.Add((JsonNode)made);
            chosen.Add(made);
        }

        if (chosen.Count == 0)
            return ScimErrors.NoTarget(path.Text);
        foreach (JsonObject entry in chosen)
        {
            SandboxReply? problem = null;
            if (part is not null)
                problem = Set(entry, part, step);
            else if (step.Is("remove"))
                entries.Remove(entry);
            else
                problem = step.Value is { ValueKind: JsonValueKind.Object } value ? Merge(entry, ListParts, value, step, path) : ScimErrors.InvalidValue("An entry has to be an object.");
            if (problem is not null)
                return problem;
        }

        return null;
    }

    private SandboxReply? TakeWhole(ScimPatchStep step, JsonArray entries, string attribute)
    {
        if (step.Is("remove"))
        {
            _user.Remove(attribute);
            return null;
        }

        // One entry may stand for a list of one.
        JsonNode? sent = Node(step);
        List<JsonNode?> values = sent is JsonArray array ? [.. array] : [sent];
        if (!values.All(value => value is JsonObject))
            return ScimErrors.InvalidValue($"{attribute} has to be a list of objects.");
        if (step.Is("replace"))
            entries.Clear();
        foreach (JsonObject value in values.Cast<JsonObject>())
        {
            if (value["primary"] is { } primary && Truth(primary) is { } truth)
                value["primary"] = truth;

            // There is one primary value: the new one takes it over.
            if (step.Is("add") && TextOf(value["primary"]) == "true")
            {
                foreach (JsonObject other in entries.OfType<JsonObject>())
                    other.Remove("primary");
            }

            foreach (JsonObject same in entries.OfType<JsonObject>().Where(other => TextOf(other["value"]) is { } text && text == TextOf(value["value"])).ToList())
                entries.Remove(same);
            entries.Add(JsonNode.Parse(value.ToJsonString()));
        }

        return null;
    }

    private static SandboxReply? Merge(JsonObject holder, string[] parts, JsonElement value, ScimPatchStep step, ScimPath path)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (parts.FirstOrDefault(known => Same(known, member.Name)) is not { } part)
                return ScimErrors.InvalidPath($"{path.Text}.{member.Name}");
            Set(holder, part, new ScimPatchStep { Op = step.Op, Value = member.Value });
        }

        return null;
    }

    private static SandboxReply? Set(JsonObject holder, string name, ScimPatchStep step)
    {
        if (step.Is("remove"))
        {
            holder.Remove(name);
            return null;
        }

        JsonNode? value = Node(step);
        holder[name] = value is not null && Truths.Contains(name) ? Truth(value) ?? value : value;
        return null;
    }

    private static JsonNode? Node(ScimPatchStep step) => step.Value is { } value ? JsonNode.Parse(value.GetRawText()) : null;

    /// <summary>Entra sends <c>"True"</c> and <c>"False"</c> where a truth belongs.</summary>
    private static JsonValue? Truth(JsonNode value) =>
        value is JsonValue json && json.TryGetValue(out string? text) && bool.TryParse(text, out bool truth) ? JsonValue.Create(truth) : null;

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString();

    private static bool Same(string known, string name) => string.Equals(known, name, StringComparison.OrdinalIgnoreCase);
}
