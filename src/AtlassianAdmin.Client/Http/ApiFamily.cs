namespace AtlassianAdmin.Http;

/// <summary>The API families, each with its own limits and its own way of refusing.</summary>
public enum ApiFamily
{
    /// <summary><c>/users/{account_id}/manage…</c>.</summary>
    UserManagement,

    /// <summary><c>/admin/v1/orgs…</c> and <c>/admin/v2/orgs…</c>.</summary>
    Organization,

    /// <summary><c>/scim/directory…</c>.</summary>
    Scim,

    /// <summary>A Jira site.</summary>
    Site,
}
