using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Shape A, and what the gateway puts in its place. Sources: reference 1.6 and 1.7; user-management document; tickets ID-7748, AX-201, AX-220; BATON's recorded bodies.</summary>
internal static partial class ErrorExamples
{
    private const string Manage = "/users/{account_id}/manage";

    private static (string Reason, string Code)[] Reasons =>
    [
        ("administrative", ErrorCode.AdministrativeAccount),
        ("administrative.notMyself", ErrorCode.NotAllowedOnSelf),
        ("authPolicy.saml", ErrorCode.ManagedBySaml),
        ("blocked.exportControl", ErrorCode.BlockedByExportControl),
        ("externalDirectory.scim", ErrorCode.ManagedByScim),
        ("externalDirectory.google", ErrorCode.ManagedByGoogle),
        ("myselfOnly", ErrorCode.SelfOnly),
        ("managedAccount", ErrorCode.AccountNotManaged),
        ("somethingNew", ErrorCode.ActionForbidden),
    ];

    private static IEnumerable<ErrorExample> UserManagement()
    {
        yield return OfAccount("A 400 bodyParseFailure", "/lifecycle/disable", 400, """{"key":"bodyParseFailure"}""", ErrorCode.RequestRejected, says: "bodyParseFailure");
        yield return OfAccount("A 400 fieldConstraintsViolated nickname", "/profile", 400,
            """{"key":"fieldConstraintsViolated","context":{"fieldViolations":[{"field":"nickname","violations":[{"key":"maxLength"}]}]}}""",
            ErrorCode.InvalidField, says: "Nickname");
        yield return OfAccount("A 400 fieldConstraintsViolated two fields", "/profile", 400,
            """{"key":"fieldConstraintsViolated","context":{"fieldViolations":[{"field":"name","violations":[{"key":"maxLength"},{"key":"validCharacters"}]},{"field":"extended_profile.job_title","violations":[{"key":"validCharacters"}]}]}}""",
            ErrorCode.InvalidField, says: "Name: it is too long and it has characters that are not allowed; JobTitle: it has characters that are not allowed");
        yield return OfAccount("A 400 fieldConstraintsViolated e-mail", "/email", 400,
            """{"key":"fieldConstraintsViolated","context":{"fieldViolations":[{"field":"email","violations":[{"key":"partMaxLength"}]}]}}""",
            ErrorCode.InvalidField, says: "a part of it is too long");

        yield return OfAccount("A 401 unauthorized, admin key", "", 401, """{"key":"unauthorized"}""", ErrorCode.KeyRejected);
        yield return OfAccount("A 401 unauthorized, personal token", "", 401, """{"key":"unauthorized"}""", ErrorCode.PersonalTokenUsed) with { Key = ClientUnderTest.PersonalToken };
        yield return OfAccount("A 401 unauthorized, shapeless key", "", 401, """{"key":"unauthorized"}""", ErrorCode.KeyRejected) with { Key = ClientUnderTest.ShapelessKey };
        yield return OfAccount("C 401 gateway, admin key", "/profile", 401, """{"code":401,"message":"Unauthorized"}""", ErrorCode.KeyRejected);
        yield return OfAccount("C 401 gateway, personal token", "/profile", 401, """{"code":401,"message":"Unauthorized"}""", ErrorCode.PersonalTokenUsed) with { Key = ClientUnderTest.PersonalToken };

        yield return OfAccount("A 403 forbidden, document", "", 403, """{"key":"forbidden"}""", ErrorCode.AccountNotManaged);
        yield return OfAccount("A 403 forbidden, live", "/lifecycle/disable", 403,
            """{"key":"forbidden","errorKey":"forbidden","errorDetail":"Error: Caller must be a verified org admin of targeted account"}""",
            ErrorCode.AccountNotManaged, says: ClientUnderTest.OrganizationId);
        yield return OfAccount("A 403 forbidden, context as a string", "/profile", 403,
            """{"key":"forbidden","context":"Error: Caller must be a verified org admin of targeted account"}""", ErrorCode.AccountNotManaged);
        yield return OfAccount("A 403 targetUnverified, document", "", 403, """{"key":"forbidden.targetUnverified"}""", ErrorCode.AccountNotVerified);
        yield return OfAccount("A 403 targetUnverified, live", "/lifecycle/disable", 403,
            """{"key":"forbidden.targetUnverified","context":"Error: Cannot perform action on unverified account","errorKey":"forbidden.target-unverified","errorDetail":"Error: Cannot perform action on unverified account"}""",
            ErrorCode.AccountNotVerified);
        yield return OfAccount("A 403 target-unverified, by errorKey alone", "/lifecycle/disable", 403,
            """{"errorKey":"forbidden.target-unverified","errorDetail":"Error: Cannot perform action on unverified account"}""", ErrorCode.AccountNotVerified);
        yield return OfAccount("A 403 forbidden.action google, live", "/lifecycle/disable", 403,
            """{"key":"forbidden.action","context":{"allowed":false,"reason":{"key":"externalDirectory.google"}},"errorKey":"forbidden.action","errorDetail":{"allowed":false,"reason":{"key":"externalDirectory.google"}}}""",
            ErrorCode.ManagedByGoogle);
        yield return OfAccount("A 403 forbidden.action, reason in errorDetail alone", "/lifecycle/disable", 403,
            """{"key":"forbidden.action","errorDetail":{"allowed":false,"reason":{"key":"externalDirectory.scim"}}}""", ErrorCode.ManagedByScim);
        yield return OfAccount("A 403 forbidden.action, reason as a string", "/email", 403,
            """{"key":"forbidden.action","context":{"allowed":false,"reason":"externalDirectory.scim"}}""", ErrorCode.ManagedByScim);
        yield return OfAccount("A 403 forbidden.action without a reason", "/email", 403, """{"key":"forbidden.action"}""", ErrorCode.ActionForbidden);
        foreach (ErrorExample example in Reasons.Select(r => OfAccount($"A 403 forbidden.action {r.Reason}", "/lifecycle/disable", 403,
            $$$$"""{"key":"forbidden.action","context":{"allowed":false,"reason":{"key":"{{{{r.Reason}}}}"}}}""", r.Code)))
        {
            yield return example;
        }

        foreach (ErrorExample example in Reasons.Select(r => OfAccount($"A 403 forbidden.fieldMutation {r.Reason}", "/profile", 403,
            $$$$"""{"key":"forbidden.fieldMutation","context":{"name":{"allowed":false,"reason":{"key":"{{{{r.Reason}}}}"}},"nickname":{"allowed":true}}}""",
            ErrorCode.FieldNotWritable, says: "Name of ")))
        {
            yield return example;
        }

        yield return OfAccount("A 403 unclaimedDomain with the domain", "/email", 403,
            """{"key":"forbidden.unclaimedDomain","context":{"domain":"vanlowe-pi.net"}}""", ErrorCode.DomainNotVerified, says: "vanlowe-pi.net");
        yield return OfAccount("A 403 unclaimedDomain without it", "/email", 403, """{"key":"forbidden.unclaimedDomain"}""", ErrorCode.DomainNotVerified);
        yield return OfAccount("A 403 insufficientScope", "/lifecycle/disable", 403, """{"key":"forbidden.insufficientScope"}""", ErrorCode.KeyHasScopes);
        yield return OfAccount("A 403 insufficientScope, naming the scope", "", 403,
            """{"key":"forbidden.insufficientScope","context":"Missing scope manage:org"}""", ErrorCode.KeyHasScopes);
        yield return OfAccount("C 403 gateway", "", 403, """{"code":403,"message":"Forbidden"}""", ErrorCode.NotOrganizationAdmin);
        yield return OfAccount("D 403 servlet, scoped key", "/profile", 403,
            """{"timestamp":"2025-06-06T06:03:27.122+00:00","path":"/users/x/manage/profile","status":403,"error":"Forbidden","message":"User has no permission to access resource.","requestId":"b4fce632-202784"}""",
            ErrorCode.KeyLacksScope) with { Scoped = true };
        yield return OfAccount("D 403 servlet", "/profile", 403,
            """{"timestamp":"2025-06-06T06:03:27.122+00:00","path":"/users/x/manage/profile","status":403,"error":"Forbidden","message":"User has no permission to access resource.","requestId":"b4fce632-202784"}""",
            ErrorCode.NotOrganizationAdmin);

        yield return OfAccount("A 404 accountNotFound, document", "", 404, """{"key":"accountNotFound"}""", ErrorCode.AccountNotFound);
        yield return OfAccount("A 404 accountNotFound, live", "/lifecycle/disable", 404,
            """{"key":"accountNotFound","errorKey":"account-not-found","errorDetail":"Error: User account not found"}""", ErrorCode.AccountNotFound);
        yield return OfAccount("A 404 account-not-found, by errorKey alone", "/lifecycle/disable", 404,
            """{"errorKey":"account-not-found","errorDetail":"Error: User account not found"}""", ErrorCode.AccountNotFound);
        yield return OfAccount("A 404 accountNotFound of a token call", "/api-tokens/{tokenId}", 404, """{"key":"accountNotFound"}""", ErrorCode.AccountNotFound);
        yield return OfAccount("A 404 notFound of a token call", "/api-tokens/{tokenId}", 404, """{"key":"notFound"}""", ErrorCode.TokenNotFound);
        yield return OfAccount("A 404 notFound elsewhere", "/profile", 404, """{"key":"notFound"}""", ErrorCode.AccountNotFound);
        yield return OfAccount("text 404 of an unknown route", "/profile", 404, "Request failed to match any route", ErrorCode.UnexpectedResponse, says: "match any route");
        yield return OfAccount("C 404 of an unknown route", "/profile", 404, """{"code":404,"message":"Request failed to match any route"}""", ErrorCode.UnexpectedResponse, says: "match any route");

        yield return OfAccount("A 409 lifecycleErrors in full", "/lifecycle/disable", 409,
            """{"key":"conflict.lifecycleErrors","context":{"accountId":"557058:x","message":"Cannot disable account","errorCodes":[{"code":"already-disabled","message":"The account is disabled","link":"https://confluence.atlassian.com/x/pTgoPQ"}]}}""",
            ErrorCode.Conflict, says: "The account is disabled");
        yield return OfAccount("A 409 lifecycleErrors with codes only", "/lifecycle/enable", 409,
            """{"key":"conflict.lifecycleErrors","context":{"accountId":"557058:x","message":"Cannot enable account","errorCodes":[{"code":"scheduled-for-deletion"},{"link":"https://confluence.atlassian.com/x/pTgoPQ"}]}}""",
            ErrorCode.Conflict, says: "scheduled-for-deletion");
        yield return OfAccount("A 409 lifecycleErrors told twice", "/lifecycle/delete", 409,
            """{"key":"conflict.lifecycleErrors","context":{"message":"Cannot delete","errorCodes":[{"code":"org-admin","message":"An admin"}]},"errorKey":"conflict.lifecycleErrors","errorDetail":{"message":"Cannot delete","errorCodes":[{"code":"org-admin","message":"An admin"}]}}""",
            ErrorCode.Conflict, says: "Cannot delete; An admin.");
        yield return OfAccount("A 409 without a context", "/lifecycle/delete", 409, """{"key":"conflict.lifecycleErrors"}""", ErrorCode.Conflict);

        yield return OfAccount("C 429 gateway", "/api-tokens", 429, """{"code":429,"message":"Too many requests"}""", ErrorCode.RateLimited);
        yield return OfAccount("A 500", "", 500, """{"key":"internalServerError"}""", ErrorCode.ServiceUnavailable);
    }

    private static ErrorExample OfAccount(string name, string path, int status, string body, string code, string? says = null) =>
        new(name, ApiFamily.UserManagement, Manage + path, status, body, code) { Says = says };
}
