using System.Globalization;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>Error replies of a SCIM directory: shape F of REFERENCE 0.3 and RFC 7644, section 3.12. The sentences are a guess where no live one is known.</summary>
internal static class ScimErrors
{
    /// <summary>The directory does not take the key: not in the shape of the others, and in the words of an identity provider's knowledge base.</summary>
    public static SandboxReply Unauthorized(SandboxCall call) => SandboxReply.Json(401, SandboxJson.WriteObject(json =>
    {
        json.WriteString("error", "Not authorized to access : " + call.Path.TrimStart('/'));
        json.WriteString("traceId", call.TraceId.AsSpan(0, 16));
    }));

    public static SandboxReply DirectoryNotFound() => Reply(404, null, "Directory not found.");

    public static SandboxReply UserNotFound(string scimUserId) => Reply(404, null, $"Resource [USER] {scimUserId} not found.");

    public static SandboxReply GroupNotFound(string scimGroupId) => Reply(404, null, $"Resource [GROUP] {scimGroupId} not found.");

    public static SandboxReply NotFound(string id) => Reply(404, null, $"Resource {id} not found.");

    public static SandboxReply Taken(string resource, string name) => Reply(409, "uniqueness", $"Resource [{resource}] {name} exists already.");

    /// <summary>As the vendor's knowledge base has it.</summary>
    public static SandboxReply EmailTaken(string email) => Reply(409, "uniqueness", $"Resource [USER]: with email[{email}] already exists.");

    public static SandboxReply InvalidFilter() => Reply(400, "invalidFilter", "Only one exact match (eq) of a filterable attribute is supported.");

    public static SandboxReply InvalidValue(string detail) => Reply(400, "invalidValue", detail);

    public static SandboxReply InvalidPath(string path) => Reply(400, "invalidPath", $"The path {path} is not supported.");

    /// <summary>The path is good, and nothing is there.</summary>
    public static SandboxReply NoTarget(string path) => Reply(400, "noTarget", $"The path {path} names nothing that is there.");

    public static SandboxReply Immutable(string detail) => Reply(400, "mutability", detail);

    public static SandboxReply InvalidSyntax() => Reply(400, "invalidSyntax", "The body cannot be read.");

    public static SandboxReply UnsupportedMediaType() => Reply(415, null, "The Content-Type has to be application/scim+json or application/json.");

    private static SandboxReply Reply(int status, string? scimType, string detail) => SandboxReply.Json(status, SandboxJson.WriteObject(json =>
    {
        json.WriteStartArray("schemas");
        json.WriteStringValue(ScimSchemaIds.Error);
        json.WriteEndArray();
        json.WriteString("status", status.ToString(CultureInfo.InvariantCulture));
        if (scimType is not null)
            json.WriteString("scimType", scimType);
        json.WriteString("detail", detail);
    }));
}
