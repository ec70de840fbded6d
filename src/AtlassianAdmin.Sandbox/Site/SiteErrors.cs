using System.Text;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Site;

/// <summary>Error replies of a Jira site: shape G of REFERENCE 0.3. Where no words are known, they are a guess.</summary>
internal static class SiteErrors
{
    /// <summary>The credential is nobody's: text, and a header that says so.</summary>
    public static SandboxReply Unauthorized() =>
        WithReason(new SandboxReply(401, "text/plain;charset=utf-8", Encoding.UTF8.GetBytes("Client must be authenticated to access this resource.")));

    /// <summary>Adds the header by which alone a rejected credential shows where anybody may ask.</summary>
    public static SandboxReply WithReason(SandboxReply reply) => reply.With([new("X-Seraph-LoginReason", "AUTHENTICATED_FAILED")]);

    public static SandboxReply NotAllowed() => Error(403, "You do not have permission to change the members of groups.");

    public static SandboxReply ManagedExternally(SandboxGroup group) => Error(403, $"The group '{group.Name}' is managed externally and cannot be modified.");

    public static SandboxReply UserNotFound() => Error(404, "Specified user does not exist or you do not have required permissions");

    public static SandboxReply GroupNotFound() => Error(404, "The group does not exist.");

    /// <summary>The words are those of ticket AX-17.</summary>
    public static SandboxReply AlreadyMember(SandboxGroup group) => Error(400, $"Cannot add user. User is already a member of '{group.Name}'");

    public static SandboxReply NoMember(SandboxGroup group) => Error(400, $"Cannot remove user from group '{group.Name}' since user is not a member of that group");

    public static SandboxReply NoSeat() => Error(400, "Cannot add user. The license limit of the product is reached.");

    public static SandboxReply RateLimited() => Error(429, "Rate limit exceeded.");

    public static SandboxReply Error(int status, string message) => SandboxReply.Json(status, SandboxJson.WriteObject(json =>
    {
        json.WriteStartArray("errorMessages");
        json.WriteStringValue(message);
        json.WriteEndArray();
        json.WriteStartObject("errors");
        json.WriteEndObject();
    }));
}
