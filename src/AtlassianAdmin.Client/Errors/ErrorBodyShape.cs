namespace AtlassianAdmin.Client.Errors;

/// <summary>The shapes that error bodies come in; several can come from one endpoint, so they are told apart by content.</summary>
public enum ErrorBodyShape : long
{
    /// <summary>No body.</summary>
    Empty,

    /// <summary>Text or HTML, or JSON of no known shape.</summary>
    Other,

    /// <summary><c>{"key","context","errorKey","errorDetail"}</c> of user management.</summary>
    UserManagement,

    /// <summary><c>{"errors":[{"id","code","status","title","detail"}]}</c> of the organization API.</summary>
    ApplicationErrors,

    /// <summary><c>{"code":401,"message":"…"}</c> of the gateway.</summary>
    Proxy,

    /// <summary><c>{"timestamp","path","status","error","message","requestId"}</c> of the organization API.</summary>
    Servlet,

    /// <summary><c>{"id","code","status","title","detail"}</c>, unwrapped.</summary>
    SingleApplicationError,

    /// <summary>A SCIM error, or <c>{"error","traceId"}</c> of the SCIM endpoints.</summary>
    Scim,

    /// <summary><c>{"errorMessages":[…],"errors":{…}}</c> of a site.</summary>
    Site,
}
