using System.Text;
using System.Text.Json;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>Error replies of the user-management API (shape A): what is an object under its documented name and its undocumented one, a sentence under the latter, as recorded.</summary>
internal static class AccountErrors
{
    private const string LifecycleArticle = "https://confluence.atlassian.com/x/pTgoPQ";

    public static SandboxReply BodyParseFailure() => Reply(400, "bodyParseFailure");

    public static SandboxReply AccountNotFound() => Reply(404, "accountNotFound", "Error: User account not found");

    public static SandboxReply NotFound() => Reply(404, "notFound");

    public static SandboxReply NotManaged() =>
        Reply(403, "forbidden", "Error: Caller must be a verified org admin of targeted account");

    public static SandboxReply TargetUnverified() =>
        Reply(403, "forbidden.targetUnverified", "Error: Cannot perform action on unverified account");

    /// <summary>Live, undocumented; names a scope that the screen for keys does not offer.</summary>
    public static SandboxReply InsufficientScope() =>
        Reply(403, "forbidden.insufficientScope", "Error: Insufficient scope, manage:org is required");

    public static SandboxReply ForbiddenAction(PermissionRule rule) =>
        Reply(403, "forbidden.action", json => WriteRuleMembers(json, rule));

    public static SandboxReply ForbiddenFields(IReadOnlyList<KeyValuePair<string, PermissionRule>> refused) =>
        Reply(403, "forbidden.fieldMutation", json =>
        {
            foreach (KeyValuePair<string, PermissionRule> field in refused)
                WriteRule(json, field.Key, field.Value);
        });

    public static SandboxReply UnclaimedDomain(string domain) =>
        Reply(403, "forbidden.unclaimedDomain", json => json.WriteString("domain", domain));

    public static SandboxReply FieldConstraintsViolated(IReadOnlyList<FieldViolation> violations) =>
        Reply(400, "fieldConstraintsViolated", json =>
        {
            json.WriteStartArray("fieldViolations");
            foreach (FieldViolation violation in violations)
            {
                json.WriteStartObject();
                json.WriteString("field", violation.Field);
                json.WriteStartArray("violations");
                foreach (string key in violation.Keys)
                {
                    json.WriteStartObject();
                    json.WriteString("key", key);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    /// <summary>The vendor documents the shape, but not the codes: these are a guess.</summary>
    public static SandboxReply LifecycleConflict(string accountId, string code, string message) =>
        Reply(409, "conflict.lifecycleErrors", json =>
        {
            json.WriteString("accountId", accountId);
            json.WriteString("message", message);
            json.WriteStartArray("errorCodes");
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteString("message", message);
            json.WriteString("link", LifecycleArticle);
            json.WriteEndObject();
            json.WriteEndArray();
        });

    /// <summary>Writes a rule under a name: <c>"email.set":{"allowed":true}</c>.</summary>
    public static void WriteRule(Utf8JsonWriter json, string name, PermissionRule rule)
    {
        json.WriteStartObject(name);
        WriteRuleMembers(json, rule);
        json.WriteEndObject();
    }

    private static void WriteRuleMembers(Utf8JsonWriter json, PermissionRule rule)
    {
        json.WriteBoolean("allowed", rule.Allowed);
        if (rule.Allowed)
            return;
        json.WriteStartObject("reason");
        json.WriteString("key", rule.Reason);
        json.WriteEndObject();
    }

    private static SandboxReply Reply(int status, string key) =>
        SandboxReply.Json(status, SandboxJson.WriteObject(json => json.WriteString("key", key)));

    private static SandboxReply Reply(int status, string key, string detail) =>
        SandboxReply.Json(status, SandboxJson.WriteObject(json =>
        {
            json.WriteString("key", key);
            json.WriteString("errorKey", Hyphenated(key));
            json.WriteString("errorDetail", detail);
        }));

    private static SandboxReply Reply(int status, string key, Action<Utf8JsonWriter> context) =>
        SandboxReply.Json(status, SandboxJson.WriteObject(json =>
        {
            json.WriteString("key", key);
            json.WriteStartObject("context");
            context(json);
            json.WriteEndObject();
            json.WriteString("errorKey", Hyphenated(key));
            json.WriteStartObject("errorDetail");
            context(json);
            json.WriteEndObject();
        }));

    /// <summary><c>accountNotFound</c> travels as <c>account-not-found</c> in the undocumented name (live).</summary>
    private static string Hyphenated(string key)
    {
        var text = new StringBuilder(key.Length + 4);
        foreach (char c in key)
        {
            if (c is >= 'A' and <= 'Z')
                text.Append('-').Append((char)(c + ('a' - 'A')));
            else
                text.Append(c);
        }

        return text.ToString();
    }
}

/// <summary>The constraints that one field of a request violates.</summary>
internal sealed class FieldViolation
{
    public FieldViolation(string field, params string[] keys)
    {
        Field = field;
        Keys = keys;
    }

    public string Field { get; }

    public IReadOnlyList<string> Keys { get; }
}
