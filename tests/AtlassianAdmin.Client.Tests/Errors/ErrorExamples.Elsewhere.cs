using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Shapes F and G, and what has no shape. Sources: reference 3 and 6; provisioning document; tickets ID-8027 and AX-17.</summary>
internal static partial class ErrorExamples
{
    private const string ScimUsers = "/scim/directory/{scimDirectoryId}/Users";
    private const string ScimUser = "/scim/directory/{scimDirectoryId}/Users/{scimUserId}";
    private const string ScimGroups = "/scim/directory/{scimDirectoryId}/Groups";
    private const string SiteMembers = "/rest/api/3/group/user";
    private const string HtmlPage = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Unavailable</h1></body></html>";

    private static IEnumerable<ErrorExample> Scim()
    {
        yield return OfScim("F 400 live", ScimUser, 400,
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"Resource [USER] One email address need to be marked as primary."}""",
            ErrorCode.RequestRejected, says: "One email address need to be marked as primary");
        string[] types = ["invalidFilter", "tooMany", "mutability", "invalidSyntax", "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive"];
        foreach (string type in types)
            yield return OfScim($"F 400 {type}", ScimUsers, 400, Told(400, type), ErrorCode.RequestRejected, says: type);
        yield return OfScim("F 409 uniqueness", ScimUsers, 409, Told(409, "uniqueness"), ErrorCode.ScimUserExists);
        yield return OfScim("F 409 of a group", ScimGroups, 409, Told(409, "uniqueness"), ErrorCode.GroupExists, says: "In words");
        yield return OfScim("F 412", ScimUser, 412, Told(412, null), ErrorCode.Conflict, says: "In words");
        yield return OfScim("F 404", ScimUser, 404, Told(404, null), ErrorCode.ScimUserNotFound, says: "In words");
        yield return OfScim("F 404 of a group", ScimGroups + "/{id}", 404, Told(404, null), ErrorCode.GroupNotFound, says: "In words");
        yield return OfScim("F 404 of the directory", ScimUsers, 404, Told(404, null), ErrorCode.ScimDirectoryNotFound, says: "In words");
        yield return OfScim("F 404 with the status as a number", ScimUser, 404,
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":404,"detail":"Resource not found"}""", ErrorCode.ScimUserNotFound, says: "Resource not found");
        yield return new("F 404 where the admin key is taken", ApiFamily.Organization, "/admin/user-provisioning/v1/org/{orgId}/scimDirectoryId/{scimDirectoryId}/scimUserId/{scimUserId}/unlink", 404,
            Told(404, null), ErrorCode.RequestRejected) { Says = "In words" };
        yield return OfScim("F 401 key", ScimUsers, 401, """{"error":"Unauthorized","traceId":"0af7651916cd43dd"}""", ErrorCode.ScimKeyRejected);
        yield return OfScim("F 403 key", ScimUsers, 403, """{"error":"Forbidden","traceId":"0af7651916cd43dd"}""", ErrorCode.ScimKeyRejected);
        yield return OfScim("F 500", ScimUsers, 500, Told(500, null), ErrorCode.ServiceUnavailable);
        yield return OfScim("F 503", ScimUsers, 503, Told(503, null), ErrorCode.ServiceUnavailable);
        yield return OfScim("a Java exception as a body", ScimUser, 400,
            """{"cause":{},"stackTrace":[{"methodName":"x"}],"responseStatus":"BAD_REQUEST","message":"Invalid patch","localizedMessage":"Invalid patch","suppressed":[]}""",
            ErrorCode.RequestRejected, says: "Invalid patch");
    }

    private static IEnumerable<ErrorExample> Site()
    {
        yield return OnSite("G 400 already a member", 400, """{"errorMessages":["Cannot add user. User is already a member of 'jira-users'"],"errors":{}}""", ErrorCode.RequestRejected, says: "already a member");
        yield return OnSite("G 400 with fields", 400, """{"errorMessages":[],"errors":{"accountId":"The user does not exist."}}""", ErrorCode.RequestRejected, says: "accountId: The user does not exist");
        yield return OnSite("G 401", 401, """{"errorMessages":["Client must be authenticated to access this resource."],"errors":{}}""", ErrorCode.SiteCredentialRejected);
        yield return OnSite("text 401 of a site, admin key", 401, "Client must be authenticated to access this resource.", ErrorCode.AdminKeyUsed, says: "ATCTT") with { Key = ClientUnderTest.AdminKey };
        yield return OnSite("HTML 401 of a site", 401, HtmlPage, ErrorCode.SiteCredentialRejected);
        yield return OnSite("text 401 of a site", 401, "Basic authentication with passwords is deprecated.", ErrorCode.SiteCredentialRejected);
        yield return OnSite("G 403", 403, """{"errorMessages":["Forbidden"],"errors":{}}""", ErrorCode.NotSiteAdmin, says: "the site of this token: HTTP 403, Forbidden");
        yield return OnSite("G 403 of an identity provider", 403, """{"errorMessages":["The group is managed externally and cannot be modified."],"errors":{}}""", ErrorCode.GroupManagedExternally);
        yield return OnSite("G 404 of a group", 404, """{"errorMessages":["The group does not exist."],"errors":{}}""", ErrorCode.GroupNotFound, says: "The group does not exist");
        yield return OnSite("G 404 of a person", 404, """{"errorMessages":["Specified user does not exist or you do not have required permissions"],"errors":{}}""", ErrorCode.AccountNotFound);
        yield return OnSite("404 of no site", 404, HtmlPage, ErrorCode.SiteNotFound);
        yield return OnSite("G 409 too slow", 409, """{"errorMessages":["The request took too long."],"errors":{}}""", ErrorCode.Conflict);
        yield return OnSite("G 429", 429, """{"errorMessages":["Rate limit exceeded."],"errors":{}}""", ErrorCode.RateLimited);
        yield return OnSite("G 500", 500, """{"errorMessages":["Internal server error"],"errors":{}}""", ErrorCode.ServiceUnavailable);
    }

    private static IEnumerable<ErrorExample> Anywhere()
    {
        (string Name, string Body)[] bodies =
        [
            ("nothing", ""), ("blanks", " \r\n\t "), ("HTML", HtmlPage), ("cut JSON", """{"key":"forbid"""), ("an array", """[{"key":"forbidden"}]"""),
            ("a number", "42"), ("a text", "\"forbidden\""), ("null", "null"), ("an empty object", "{}"), ("nested too deep", new string('[', 1000)),
        ];
        (int Status, string Code)[] statuses =
        [
            (302, ErrorCode.UnexpectedResponse), (304, ErrorCode.UnexpectedResponse), (400, ErrorCode.RequestRejected), (401, ErrorCode.KeyRejected), (402, ErrorCode.PaymentRequired),
            (403, ErrorCode.NotOrganizationAdmin), (404, ErrorCode.UnexpectedResponse), (407, ErrorCode.ProxyRefused), (408, ErrorCode.ServiceUnavailable), (409, ErrorCode.Conflict),
            (410, ErrorCode.UnexpectedResponse), (418, ErrorCode.UnexpectedResponse), (429, ErrorCode.RateLimited), (500, ErrorCode.ServiceUnavailable), (502, ErrorCode.ServiceUnavailable),
            (503, ErrorCode.ServiceUnavailable), (504, ErrorCode.ServiceUnavailable), (599, ErrorCode.ServiceUnavailable),
        ];
        return statuses.SelectMany(s => bodies.Select(b => OfAccount($"{s.Status} with {b.Name}", "/lifecycle/disable", s.Status, b.Body, s.Code)));
    }

    private static ErrorExample OfScim(string name, string template, int status, string body, string code, string? says = null) =>
        new(name, ApiFamily.Scim, template, status, body, code) { Says = says };

    private static ErrorExample OnSite(string name, int status, string body, string code, string? says = null) =>
        new(name, ApiFamily.Site, SiteMembers, status, body, code) { Says = says, Key = ClientUnderTest.PersonalToken };

    private static string Told(int status, string? type) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"{{status}}",{{(type is null ? "" : $"\"scimType\":\"{type}\",")}}"detail":"In words."}""";
}
