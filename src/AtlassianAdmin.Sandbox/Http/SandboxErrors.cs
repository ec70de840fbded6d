using System.Globalization;
using System.Text;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>Error replies of the gateway and the organization API. The letters are those of REFERENCE 0.3.</summary>
internal static class SandboxErrors
{
    /// <summary>The gateway knows no such path (live text).</summary>
    public static SandboxReply NoRoute() =>
        new(404, "text/plain;charset=utf-8", Encoding.UTF8.GetBytes("Request failed to match any route"));

    /// <summary>The gateway turned the key away (C).</summary>
    public static SandboxReply Unauthorized() => Gateway(401, "Unauthorized");

    /// <summary>The limit is used up: C, but B in v2 of the organization API.</summary>
    public static SandboxReply RateLimited(SandboxCall call) => IsVersion2(call)
        ? Application(call, 429, "ADMIN-429-1", "Too Many Requests", "You exceeded the rate limit.")
        : Gateway(429, "Rate limit exceeded");

    /// <summary>A body that is not declared as JSON. The status is live, the bodies are a guess: C, but B in v2.</summary>
    public static SandboxReply UnsupportedMediaType(SandboxCall call) => IsVersion2(call)
        ? Application(call, 415, "ADMIN-UAM-415-1", "Unsupported Media Type", "The Content-Type has to be application/json.")
        : Gateway(415, "Unsupported Media Type");

    /// <summary>The proxy's own shape (C).</summary>
    public static SandboxReply Gateway(int status, string message) => SandboxReply.Json(status, SandboxJson.WriteObject(json =>
    {
        json.WriteNumber("code", status);
        json.WriteString("message", message);
    }));

    /// <summary>Application errors (B).</summary>
    public static SandboxReply Application(SandboxCall call, int status, string code, string title, string detail) =>
        SandboxReply.Json(status, SandboxJson.WriteObject(json =>
        {
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("id", call.ShortTraceId);
            json.WriteString("code", code);
            json.WriteString("status", status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("title", title);
            json.WriteString("detail", detail);
            json.WriteEndObject();
            json.WriteEndArray();
        }));

    /// <summary>The servlet's shape (D).</summary>
    public static SandboxReply Servlet(SandboxCall call, int status, string error, string message) =>
        SandboxReply.Json(status, SandboxJson.WriteObject(json =>
        {
            json.WriteString("timestamp", call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture));
            json.WriteString("path", "/api" + call.Path);
            json.WriteNumber("status", status);
            json.WriteString("error", error);
            json.WriteString("message", message);
            json.WriteString("requestId", call.ShortTraceId + "-1");
        }));

    /// <summary>A scoped key without the scope of a v1 list (D, live).</summary>
    public static SandboxReply NoPermission(SandboxCall call) =>
        Servlet(call, 403, "Forbidden", "User has no permission to access resource.");

    /// <summary>Another organization's id, or none's: D in v2 (live), B in v1.</summary>
    public static SandboxReply OrganizationNotFound(SandboxCall call) => IsVersion2(call)
        ? Servlet(call, 404, "Not Found", "TCS validation failed")
        : Application(call, 404, "ADMIN-404-2", "Not Found", "The organization was not found.");

    public static SandboxReply InvalidCursor(SandboxCall call) =>
        Application(call, 400, "ADMIN-400-1", "Bad Request", "The cursor is not valid.");

    public static SandboxReply BadRequest(SandboxCall call, string detail) =>
        Application(call, 400, "ADMIN-UAM-400-1", "Bad Request", detail);

    public static SandboxReply DirectoryNotFound(SandboxCall call) =>
        Application(call, 404, "ADMIN-UAM-404-1", "Unknown Resource", "Directory not found");

    /// <summary>Nobody of that id where they were looked for (live text).</summary>
    public static SandboxReply UserNotInDirectory(SandboxCall call) =>
        Application(call, 404, "ADMIN-UAM-404-1", "Unknown Resource", "One or more user not found in the directory");

    /// <summary>A scoped key on what its scopes do not cover: 401, not 403 (live, on a v1 change).</summary>
    public static SandboxReply InsufficientScope(SandboxCall call) => Application(
        call, 401, "ADMIN-401-2", "INSUFFICIENT_SCOPE", "Insufficient scope. Create a new API Key with the scopes that this needs.");

    public static SandboxReply LicenseLimit(SandboxCall call) =>
        Application(call, 409, "ADMIN-UAM-409-3", "License limit reached", "The license limit of the product is reached.");

    /// <summary>One application error without its list (E).</summary>
    public static SandboxReply Single(SandboxCall call, int status, string code, string title, string detail) =>
        SandboxReply.Json(status, SandboxJson.WriteObject(json =>
        {
            json.WriteString("id", call.ShortTraceId);
            json.WriteString("code", code);
            json.WriteString("status", status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("title", title);
            json.WriteString("detail", detail);
        }));

    private static bool IsVersion2(SandboxCall call) => call.Segments.Length > 1 && call.Segments[0] == "admin" && call.Segments[1] == "v2";
}
