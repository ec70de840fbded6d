namespace AtlassianAdmin.Client.Errors;

/// <summary>The API families, each with its own limits and its own way of refusing.</summary>
public enum ApiFamily : long
{
    /// <summary><c>/users/{account_id}/manage…</c>.</summary>
    UserManagement,

    /// <summary><c>/admin/v1/orgs…</c> and <c>/admin/v2/orgs…</c>.</summary>
    Organization,

    /// <summary><c>/admin/v1/orgs/{orgId}/events</c> and <c>/event-actions</c>: announced as 10 requests a minute.</summary>
    Audit,

    /// <summary><c>/admin/v1/orgs/{orgId}/events-stream</c>: documented as 50 requests a minute.</summary>
    AuditStream,

    /// <summary><c>/admin/v1/orgs/{orgId}/directory/users/{accountId}/last-active-dates</c>: documented as 200 requests a minute.</summary>
    Activity,

    /// <summary><c>/admin/api-access/v1</c>.</summary>
    ApiAccess,

    /// <summary><c>/scim/directory…</c>.</summary>
    Scim,

    /// <summary>A Jira site.</summary>
    Site,
}
