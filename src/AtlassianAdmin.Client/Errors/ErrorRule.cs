using static AtlassianAdmin.Client.Errors.ErrorBodyShape;

namespace AtlassianAdmin.Client.Errors;

/// <summary>One row of the table that maps what the service answered to a code. Null means any.</summary>
internal sealed class ErrorRule
{
    private ErrorRule(string code) => Code = code;

    public string Code { get; }

    public ApiFamily? Family { get; private init; }

    /// <summary>The status; 500 stands for all of the 5xx, 300 for all of the 3xx.</summary>
    public int? Status { get; private init; }

    /// <summary>The service's key, without regard to case.</summary>
    public string? Key { get; private init; }

    public ErrorBodyShape? Shape { get; private init; }

    public ApiKeyShape? KeyShape { get; private init; }

    /// <summary>A part of the message, without regard to case.</summary>
    public string? Says { get; private init; }

    /// <summary>A part of the template path that was called.</summary>
    public string? Path { get; private init; }

    /// <summary>True when the key is known to have scopes.</summary>
    public bool? Scoped { get; private init; }

    /// <summary>The first row that fits wins. Sources: user-management and organization documents; live bodies of the tickets AX-186, AX-196, AX-201, AX-220, ID-7748.</summary>
    public static IReadOnlyList<ErrorRule> Table { get; } =
    [
        // 401: which secret was it?
        new(ErrorCode.KeyLacksScope) { Status = 401, Key = "ADMIN-401-2" },
        new(ErrorCode.KeyLacksScope) { Status = 401, Says = "insufficient_scope" },
        new(ErrorCode.ScimKeyRejected) { Status = 401, Family = ApiFamily.Scim },
        new(ErrorCode.ScimKeyRejected) { Status = 403, Family = ApiFamily.Scim },
        new(ErrorCode.AdminKeyUsed) { Status = 401, Family = ApiFamily.Site, KeyShape = ApiKeyShape.AdminKey },
        new(ErrorCode.SiteCredentialRejected) { Status = 401, Family = ApiFamily.Site },
        new(ErrorCode.PersonalTokenUsed) { Status = 401, KeyShape = ApiKeyShape.PersonalToken },
        new(ErrorCode.KeyRejected) { Status = 401 },

        // 403: which of its meanings is it?
        new(ErrorCode.KeyHasScopes) { Key = "forbidden.insufficientScope" },
        new(ErrorCode.AccountNotVerified) { Key = "forbidden.targetUnverified" },
        new(ErrorCode.AccountNotVerified) { Key = "forbidden.target-unverified" },
        new(ErrorCode.DomainNotVerified) { Key = "forbidden.unclaimedDomain" },
        new(ErrorCode.FieldNotWritable) { Key = "forbidden.fieldMutation" },
        new(ErrorCode.ActionForbidden) { Key = "forbidden.action" },
        new(ErrorCode.AccountNotManaged) { Status = 403, Family = ApiFamily.UserManagement, Shape = UserManagement, Key = "forbidden" },
        // No body of this refusal is known; where it names the reason, the reason counts.
        new(ErrorCode.GroupManagedExternally) { Status = 403, Path = "/groups", Says = "externally" },
        new(ErrorCode.GroupManagedExternally) { Status = 403, Family = ApiFamily.Site, Says = "externally" },
        new(ErrorCode.NotSiteAdmin) { Status = 403, Family = ApiFamily.Site },
        new(ErrorCode.KeyLacksScope) { Status = 403, Shape = Servlet, Scoped = true },
        new(ErrorCode.KeyLacksScope) { Status = 403, Family = ApiFamily.Organization, Scoped = true },
        new(ErrorCode.NotOrganizationAdmin) { Status = 403 },
        new(ErrorCode.PaymentRequired) { Status = 402 },

        new(ErrorCode.ProxyRefused) { Status = 407 },

        // 404: what was not found?
        new(ErrorCode.AccountNotFound) { Key = "accountNotFound" },
        new(ErrorCode.AccountNotFound) { Key = "account-not-found" },
        new(ErrorCode.TokenNotFound) { Status = 404, Key = "notFound", Path = "/api-tokens/" },
        new(ErrorCode.AccountNotFound) { Status = 404, Key = "notFound", Family = ApiFamily.UserManagement },
        new(ErrorCode.AccountNotFound) { Key = "ADMIN-404-8" },
        new(ErrorCode.OrganizationNotFound) { Key = "ADMIN-404-2" },
        new(ErrorCode.OrganizationNotFound) { Key = "ADMIN-UAM-404-2" },
        new(ErrorCode.OrganizationNotFound) { Status = 404, Shape = Servlet },
        // How an unknown key is answered is not documented: of a 404 that has a body, this is the one meaning left.
        new(ErrorCode.ApiKeyNotFound) { Status = 404, Shape = ApplicationErrors, Path = "/api-keys/revoke/" },
        new(ErrorCode.EventNotFound) { Key = "ADMIN-404-4" },
        new(ErrorCode.GroupNotFound) { Key = "ADMIN-404-10" },
        new(ErrorCode.GroupNotFound) { Key = "ADMIN-UAM-404-3", Path = "/groups" },
        new(ErrorCode.AccountNotFound) { Key = "ADMIN-UAM-404-3" },
        new(ErrorCode.AccountNotFound) { Key = "ADMIN-UAM-404-1", Says = "user not found" },
        new(ErrorCode.AccountNotFound) { Key = "ADMIN-UAM-404-1", Path = "/users/{account_id}" },
        new(ErrorCode.DirectoryNotFound) { Status = 404, Shape = ApplicationErrors, Path = "/directories" },
        new(ErrorCode.RequestRejected) { Status = 404, Shape = ApplicationErrors },
        new(ErrorCode.RequestRejected) { Status = 404, Shape = SingleApplicationError },
        new(ErrorCode.ScimUserNotFound) { Status = 404, Family = ApiFamily.Scim, Shape = ErrorBodyShape.Scim, Path = "/Users/" },
        new(ErrorCode.GroupNotFound) { Status = 404, Family = ApiFamily.Scim, Shape = ErrorBodyShape.Scim, Path = "/Groups/" },
        new(ErrorCode.ScimDirectoryNotFound) { Status = 404, Family = ApiFamily.Scim, Shape = ErrorBodyShape.Scim },
        new(ErrorCode.RequestRejected) { Status = 404, Shape = ErrorBodyShape.Scim },
        new(ErrorCode.GroupNotFound) { Status = 404, Shape = ErrorBodyShape.Site, Says = "group" },
        new(ErrorCode.AccountNotFound) { Status = 404, Shape = ErrorBodyShape.Site },
        new(ErrorCode.SiteNotFound) { Status = 404, Family = ApiFamily.Site },
        new(ErrorCode.UnexpectedResponse) { Status = 404 },

        // The state of things.
        new(ErrorCode.LicenseLimitReached) { Key = "ADMIN-UAM-409-3" },
        new(ErrorCode.LicenseLimitReached) { Key = "ADMIN-409-3" },
        new(ErrorCode.ScimUserExists) { Status = 409, Family = ApiFamily.Scim, Path = "/Users" },
        new(ErrorCode.GroupExists) { Status = 409, Family = ApiFamily.Scim, Path = "/Groups" },
        new(ErrorCode.Conflict) { Status = 412, Family = ApiFamily.Scim },
        new(ErrorCode.Conflict) { Status = 409 },

        // The values.
        new(ErrorCode.InvalidField) { Key = "fieldConstraintsViolated" },
        new(ErrorCode.RequestRejected) { Status = 400 },

        // The moment.
        new(ErrorCode.RateLimited) { Status = 429 },
        new(ErrorCode.ServiceUnavailable) { Status = 408 },
        new(ErrorCode.ServiceUnavailable) { Status = 500 },
        new(ErrorCode.UnexpectedResponse) { Status = 300 },
        new(ErrorCode.UnexpectedResponse),
    ];

    public bool Fits(ServiceError error, ApiFamily family, string template, ApiKeyShape keyShape, bool? scoped) =>
        (Family is null || Family == family)
        && (Status is null || Status == error.Status || (Status is 300 or 500 && Status / 100 == error.Status / 100))
        && (Key is null || string.Equals(Key, error.Key, StringComparison.OrdinalIgnoreCase))
        && (Shape is null || Shape == error.Shape)
        && (KeyShape is null || KeyShape == keyShape)
        && (Says is null || (error.Message ?? "").IndexOf(Says, StringComparison.OrdinalIgnoreCase) >= 0)
        && (Path is null || template.IndexOf(Path, StringComparison.Ordinal) >= 0)
        && (Scoped is null || Scoped == scoped);

    /// <summary>The code of an answer. A restriction reason says more than the key it came with.</summary>
    public static string CodeOf(ServiceError error, ApiFamily family, string template, ApiKeyShape keyShape, bool? scoped)
    {
        foreach (ErrorRule rule in Table)
        {
            if (!rule.Fits(error, family, template, keyShape, scoped))
                continue;
            return rule.Code == ErrorCode.ActionForbidden ? ErrorCatalogue.CodeOfReason(error.Reason) : rule.Code;
        }

        throw new InvalidOperationException("The last row of the table fits every answer.");
    }
}
