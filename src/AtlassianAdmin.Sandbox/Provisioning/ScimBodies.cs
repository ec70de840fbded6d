using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>Whole users of a SCIM directory.</summary>
internal static class ScimBodies
{
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
}
