using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Shapes B to E. Sources: reference 2; organization document; tickets AX-196 and ACCESS-966; community thread 3039088; BATON's recorded bodies.</summary>
internal static partial class ErrorExamples
{
    private const string Orgs = "/admin/v1/orgs";
    private const string Org = "/admin/v1/orgs/{orgId}";
    private const string OrgDomain = "/admin/v1/orgs/{orgId}/domains/{domainId}";
    private const string OrgUsers = "/admin/v1/orgs/{orgId}/users";
    private const string OrgEvents = "/admin/v1/orgs/{orgId}/events";
    private const string OrgPolicy = "/admin/v1/orgs/{orgId}/policies/{policyId}";
    private const string LastActive = "/admin/v1/orgs/{orgId}/directory/users/{account_id}/last-active-dates";
    private const string AssignRole = "/admin/v1/orgs/{orgId}/users/{account_id}/roles/assign";
    private const string Directories = "/admin/v2/orgs/{orgId}/directories";
    private const string SearchUsers = "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/search";
    private const string DirectoryUser = "/admin/v2/orgs/{orgId}/directories/{directoryId}/users/{account_id}";
    private const string Groups = "/admin/v2/orgs/{orgId}/directories/{directoryId}/groups";
    private const string Memberships = "/admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/memberships";
    private const string Invite = "/admin/v2/orgs/{orgId}/users/invite";
    private const string Workspaces = "/admin/v2/orgs/{orgId}/workspaces";

    private const string NoPermission =
        """{"timestamp":"2025-06-06T06:03:27.122+00:00","path":"/api/admin/v1/orgs/<id>/users","status":403,"error":"Forbidden","message":"User has no permission to access resource.","requestId":"b4fce632-202784"}""";

    private static IEnumerable<ErrorExample> Organization()
    {
        // 400.
        yield return OfCode("ADMIN-400-1", OrgUsers, 400, ErrorCode.RequestRejected, "Invalid page cursor");
        yield return OfCode("ADMIN-400-2", OrgDomain, 400, ErrorCode.RequestRejected, "Invalid domain identifier");
        yield return OfCode("ADMIN-400-3", OrgEvents, 400, ErrorCode.RequestRejected, "Invalid time date");
        yield return OfCode("ADMIN-400-4", OrgPolicy, 400, ErrorCode.RequestRejected, "Invalid resource");
        yield return OfCode("ADMIN-400-19", OrgEvents, 400, ErrorCode.RequestRejected, "Request syntax is not valid");
        yield return OfCode("ADMIN-400-21", OrgEvents, 400, ErrorCode.RequestRejected, "The number of queries exceeded the limit");
        yield return OfCode("ADMIN-400-24", AssignRole, 400, ErrorCode.RequestRejected, "Invalid request body");
        yield return OfCode("ADMIN-400-32", Memberships, 400, ErrorCode.RequestRejected, "Too many license breaches");
        yield return OfCode("ADMIN-UAM-400-1", SearchUsers, 400, ErrorCode.RequestRejected, "Bad Request");
        yield return OfCode("ADMIN-UAM-400-2", AssignRole, 400, ErrorCode.RequestRejected, "Inactive user");
        yield return OfCode("ADMIN-UAM-400-3", AssignRole, 400, ErrorCode.RequestRejected, "Invalid Role for Resource");
        yield return OfCode("ADMIN-UAM-400-4", AssignRole, 400, ErrorCode.RequestRejected, "Product not licensed");
        yield return InOrganization("B 400 policy validation", OrgPolicy + "/validate", 400, Wrapped("ADMIN-500-2", 400, "CDEN policy validation failed"), ErrorCode.RequestRejected);
        yield return InOrganization("E 400 workspaces", Workspaces, 400, Unwrapped("ADMIN-400-24", 400, "Invalid request body"), ErrorCode.RequestRejected, says: "ADMIN-400-24");

        // 401.
        yield return InOrganization("C 401 gateway", Org, 401, """{"code":401,"message":"Unauthorized"}""", ErrorCode.KeyRejected);
        yield return InOrganization("C 401 gateway, personal token, organization", Org, 401, """{"code":401,"message":"Unauthorized"}""", ErrorCode.PersonalTokenUsed) with { Key = ClientUnderTest.PersonalToken };
        yield return InOrganization("B 401 insufficient scope, live", AssignRole, 401,
            """{"errors":[{"code":"ADMIN-401-2","status":"401","title":"INSUFFICIENT_SCOPE","detail":"Insufficient scope. Create a new API Key…"}]}""", ErrorCode.KeyLacksScope);
        yield return InOrganization("B 401 insufficient scope, by its title alone", AssignRole, 401,
            """{"errors":[{"status":"401","title":"INSUFFICIENT_SCOPE"}]}""", ErrorCode.KeyLacksScope);
        yield return OfCode("ADMIN-UAM-401-1", SearchUsers, 401, ErrorCode.KeyRejected, "Unauthenticated");
        yield return OfCode("ADMIN-UAM-401-2", Invite, 401, ErrorCode.KeyRejected, "Unauthorized");
        yield return InOrganization("A 401 of a consumer", Org, 401, """{"key":"unauthorized"}""", ErrorCode.KeyRejected);
        yield return InOrganization("A 401 of a consumer's issuer", Org, 401, """{"key":"asapUnauthorizedIssuer"}""", ErrorCode.KeyRejected);

        // Keys: no answer for an unknown one is documented, so any that has a body counts.
        yield return InOrganization("B 404 of a key", "/admin/api-access/v1/orgs/{orgId}/api-keys/revoke/{apiKeyId}", 404, Wrapped("ADMIN-404-1", 404, "The API key was not found."), ErrorCode.ApiKeyNotFound);
        yield return InOrganization("B 404 of a key's organization", "/admin/api-access/v1/orgs/{orgId}/api-keys/revoke/{apiKeyId}", 404, Wrapped("ADMIN-404-2", 404, "Unknown organization"), ErrorCode.OrganizationNotFound);

        // 402, 403.
        yield return OfCode("ADMIN-UAM-402-1", Invite, 402, ErrorCode.PaymentRequired, "Payment Required");
        yield return InOrganization("D 403 servlet, key with scopes", OrgUsers, 403, NoPermission, ErrorCode.KeyLacksScope) with { Scoped = true };
        yield return InOrganization("D 403 servlet, key without scopes", OrgUsers, 403, NoPermission, ErrorCode.NotOrganizationAdmin, says: "User has no permission") with { Scoped = false };
        yield return InOrganization("D 403 servlet, nobody knows of scopes", OrgUsers, 403, NoPermission, ErrorCode.NotOrganizationAdmin);
        yield return OfCode("ADMIN-403-3", LastActive, 403, ErrorCode.NotOrganizationAdmin, "Not allowed to manage the org") with { Scoped = false };
        yield return InOrganization("B 403 ADMIN-403-3, key with scopes", LastActive, 403, Wrapped("ADMIN-403-3", 403, "Not allowed to manage the org"), ErrorCode.KeyLacksScope) with { Scoped = true };
        yield return OfCode("ADMIN-403-5", Memberships, 403, ErrorCode.NotOrganizationAdmin, "Not allowed to manage the group") with { Scoped = false };
        yield return OfCode("ADMIN-403-5", Memberships, 403, ErrorCode.GroupManagedExternally, "The group is managed externally and cannot be modified.") with { Name = "B 403 ADMIN-403-5, of an identity provider", Scoped = false };
        yield return OfCode("ADMIN-403-6", Groups + "/{groupId}", 403, ErrorCode.NotOrganizationAdmin, "Not allowed to delete group with default-role attribute") with { Scoped = false };
        yield return OfCode("ADMIN-403-7", Groups + "/{groupId}", 403, ErrorCode.NotOrganizationAdmin, "Not allowed to delete group which grants admin access to a product or org") with { Scoped = false };
        yield return OfCode("ADMIN-UAM-403-1", SearchUsers, 403, ErrorCode.NotOrganizationAdmin, "Forbidden") with { Scoped = false };
        yield return OfCode("ADMIN-UAM-403-2", AssignRole, 403, ErrorCode.NotOrganizationAdmin, "Not allowed to manage the org") with { Scoped = false };
        yield return InOrganization("E 403 workspaces", Workspaces, 403, Unwrapped("ADMIN-403-3", 403, "Not allowed to manage the org"), ErrorCode.NotOrganizationAdmin) with { Scoped = false };

        // 404.
        yield return OfCode("ADMIN-404-1", Directories + "/{directoryId}/users/count", 404, ErrorCode.DirectoryNotFound, "Unknown resource");
        yield return OfCode("ADMIN-404-2", Org, 404, ErrorCode.OrganizationNotFound, "Organization not found");
        yield return OfCode("ADMIN-404-3", OrgDomain, 404, ErrorCode.RequestRejected, "Domain not found");
        yield return OfCode("ADMIN-404-4", OrgEvents + "/{eventId}", 404, ErrorCode.EventNotFound, "Event not found");
        yield return OfCode("ADMIN-404-5", OrgPolicy, 404, ErrorCode.RequestRejected, "Policy not found");
        yield return OfCode("ADMIN-404-6", OrgPolicy + "/resources/{resourceId}", 404, ErrorCode.RequestRejected, "Policy Resource not found");
        yield return OfCode("ADMIN-404-8", LastActive, 404, ErrorCode.AccountNotFound, "User not found");
        yield return OfCode("ADMIN-404-10", Groups + "/{groupId}", 404, ErrorCode.GroupNotFound, "Group not found");
        yield return InOrganization("B 404 ADMIN-UAM-404-1, live", DirectoryUser, 404,
            """{"errors":[{"id":"65e99414","code":"ADMIN-UAM-404-1","status":"404","title":"Unknown Resource","detail":"One or more user not found in the directory"}]}""", ErrorCode.AccountNotFound);
        yield return InOrganization("B 404 ADMIN-UAM-404-1 of a user, in other words", DirectoryUser, 404, Wrapped("ADMIN-UAM-404-1", 404, "Unknown Resource"), ErrorCode.AccountNotFound);
        yield return InOrganization("B 404 ADMIN-UAM-404-1 of a directory", SearchUsers, 404, Wrapped("ADMIN-UAM-404-1", 404, "Unknown Resource"), ErrorCode.DirectoryNotFound);
        yield return OfCode("ADMIN-UAM-404-2", SearchUsers, 404, ErrorCode.OrganizationNotFound, "Organization not found");
        yield return OfCode("ADMIN-UAM-404-3", Memberships, 404, ErrorCode.GroupNotFound, "Group Not Found");
        yield return InOrganization("B 404 ADMIN-UAM-404-3 of a user", AssignRole, 404, Wrapped("ADMIN-UAM-404-3", 404, "Not Found"), ErrorCode.AccountNotFound);
        yield return InOrganization("D 404 wrong organization id, live", SearchUsers, 404,
            """{"timestamp":"2026-08-31T09:00:00.000+00:00","path":"/api/admin/v2/orgs/x/directories","status":404,"error":"Not Found","message":"TCS validation failed","requestId":"b4fce632-202785"}""",
            ErrorCode.OrganizationNotFound, says: ClientUnderTest.OrganizationId);
        yield return InOrganization("E 404 workspaces", Workspaces, 404, Unwrapped("ADMIN-404-1", 404, "Unknown resource"), ErrorCode.RequestRejected, says: "Unknown resource");
        yield return InOrganization("text 404 of an unknown route, organization", Orgs, 404, "Request failed to match any route", ErrorCode.UnexpectedResponse);

        // 405, 409, 415.
        yield return OfCode("ADMIN-405-1", Groups, 405, ErrorCode.UnexpectedResponse, "Method not supported");
        yield return OfCode("ADMIN-UAM-405-1", Groups, 405, ErrorCode.UnexpectedResponse, "Method Not Supported");
        yield return OfCode("ADMIN-409-3", AssignRole, 409, ErrorCode.LicenseLimitReached, "License limit exceeded");
        yield return OfCode("ADMIN-409-5", Groups + "/{groupId}", 409, ErrorCode.Conflict, "Group not empty");
        yield return OfCode("ADMIN-409-28", Groups, 409, ErrorCode.Conflict, "Conflict");
        yield return OfCode("ADMIN-UAM-409-1", Groups, 409, ErrorCode.Conflict, "Cannot create default group");
        yield return OfCode("ADMIN-UAM-409-2", Memberships, 409, ErrorCode.Conflict, "Resource Conflicts");
        yield return OfCode("ADMIN-UAM-409-3", Memberships, 409, ErrorCode.LicenseLimitReached, "Product License Limit Exceeded");
        yield return OfCode("ADMIN-UAM-415-1", DirectoryUser + "/suspend", 415, ErrorCode.UnexpectedResponse, "Unsupported Media Type");

        // 429, 5xx.
        yield return InOrganization("C 429 organization", OrgUsers, 429, """{"code":429,"message":"Too many API requests"}""", ErrorCode.RateLimited);
        yield return OfCode("ADMIN-429-1", SearchUsers, 429, ErrorCode.RateLimited, "Rate limit exceeded");
        yield return OfCode("ADMIN-500-1", OrgUsers, 500, ErrorCode.ServiceUnavailable, "Internal error");
        yield return OfCode("ADMIN-500-2", OrgPolicy + "/validate", 500, ErrorCode.ServiceUnavailable, "CDEN policy validation failed");
        yield return OfCode("ADMIN-UAM-500-1", Invite, 500, ErrorCode.ServiceUnavailable, "Internal Error");
        yield return InOrganization("E 500 workspaces", Workspaces, 500, Unwrapped("ADMIN-500-1", 500, "Internal error"), ErrorCode.ServiceUnavailable);

        // Forms that the documents leave open.
        yield return InOrganization("B 404 with the status as a number", Org, 404, """{"errors":[{"id":"1","code":"ADMIN-404-2","status":404,"title":"Organization not found"}]}""", ErrorCode.OrganizationNotFound);
        yield return InOrganization("B 409 without a detail", Memberships, 409, """{"errors":[{"id":"1","code":"ADMIN-UAM-409-3","status":"409","title":"Product License Limit Exceeded","detail":null}]}""", ErrorCode.LicenseLimitReached);
        yield return InOrganization("B 400 with an empty list", SearchUsers, 400, """{"errors":[]}""", ErrorCode.RequestRejected);
        yield return InOrganization("B 400 with a list of texts", SearchUsers, 400, """{"errors":["limit must be at most 100"]}""", ErrorCode.RequestRejected);
        yield return InOrganization("B 400 with a number for a code", SearchUsers, 400, """{"errors":[{"code":400,"title":"Bad Request"}]}""", ErrorCode.RequestRejected, says: "Bad Request");
    }

    private static ErrorExample OfCode(string serviceCode, string template, int status, string code, string title) =>
        InOrganization($"B {status} {serviceCode}", template, status, Wrapped(serviceCode, status, title), code);

    private static ErrorExample InOrganization(string name, string template, int status, string body, string code, string? says = null) =>
        new(name, ApiFamily.Organization, template, status, body, code) { Says = says };

    private static string Wrapped(string code, int status, string title) => $$"""{"errors":[{{Unwrapped(code, status, title)}}]}""";

    private static string Unwrapped(string code, int status, string title) =>
        $$"""{"id":"a1b2c3d4","code":"{{code}}","status":"{{status}}","title":"{{title}}","detail":"Told in more words."}""";
}
