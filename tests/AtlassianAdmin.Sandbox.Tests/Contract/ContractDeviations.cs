namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// The one table of deviations from the vendor's documents. "REFERENCE" is <c>shared/api/REFERENCE.md</c>, "README" the list of known defects
/// beside it. Nothing here switches a check off: each entry has a schema of its own, and a test fails when an entry is not needed any more.
/// </summary>
public static class ContractDeviations
{
    private const string Text = """{"type":"string"}""";
    private const string TextOrObject = """{"type":["string","object"]}""";

    /// <summary>Shape C of REFERENCE 0.3.</summary>
    private const string GatewayError =
        """{"type":"object","properties":{"code":{"type":"integer"},"message":{"type":"string"}},"required":["code","message"],"additionalProperties":false}""";

    /// <summary>Shape B of REFERENCE 0.3.</summary>
    private const string ApplicationErrors = """
        {"type":"object","required":["errors"],"additionalProperties":false,"properties":{"errors":{"type":"array","minItems":1,"items":{
          "type":"object","required":["id","code","status","title","detail"],"additionalProperties":false,
          "properties":{"id":{"type":"string"},"code":{"type":"string","pattern":"^ADMIN-"},"status":{"type":"string"},"title":{"type":"string"},"detail":{"type":"string"}}}}}}
        """;

    /// <summary>Shape D of REFERENCE 0.3.</summary>
    private const string ServletError = """
        {"type":"object","required":["timestamp","path","status","error","message","requestId"],"additionalProperties":false,
         "properties":{"timestamp":{"type":"string","format":"date-time"},"path":{"type":"string"},"status":{"type":"integer"},
                       "error":{"type":"string"},"message":{"type":"string"},"requestId":{"type":"string"}}}
        """;

    private const string InsufficientScope =
        """{"type":"object","required":["key"],"properties":{"key":{"enum":["forbidden.insufficientScope"]},"context":{"type":"string"}},"additionalProperties":false}""";

    private const string BodyParseFailure =
        """{"type":"object","required":["key"],"properties":{"key":{"enum":["bodyParseFailure"]}},"additionalProperties":false}""";

    private const string EmptyObject = """{"type":"object","additionalProperties":false}""";

    /// <summary>Any part of the profile, none of it required.</summary>
    private const string ProfileSubset = """
        {"type":"object","additionalProperties":false,"properties":{
          "name":{"type":"string"},"nickname":{"type":"string","pattern":"^.{1,30}$"},"zoneinfo":{"type":"string"},"locale":{"type":"string"},
          "extended_profile":{"type":"object","additionalProperties":false,"properties":{
            "job_title":{"type":"string"},"organization":{"type":"string"},"department":{"type":"string"},"location":{"type":"string"}}}}}
        """;

    private const string Texts = """{"type":"array","items":{"type":"string"}}""";

    /// <summary>Shape F of REFERENCE 0.3.</summary>
    private const string ScimError = """
        {"type":"object","required":["schemas","status","detail"],"additionalProperties":false,"properties":{
          "schemas":{"type":"array","items":{"enum":["urn:ietf:params:scim:api:messages:2.0:Error"]}},
          "status":{"type":"string"},"scimType":{"type":"string"},"detail":{"type":"string"}}}
        """;

    private const string PatchOp = """
        {"type":"object","required":["schemas","Operations"],"additionalProperties":false,"properties":{
          "schemas":{"type":"array","items":{"enum":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}},
          "Operations":{"type":"array","minItems":1,"items":{"type":"object","required":["op","path"],"additionalProperties":false,
            "properties":{"op":{"type":"string","pattern":"^(?i:add|remove|replace)$"},"path":{"type":"string"},"value":{}}}}}}
        """;

    private const string Members =
        """{"type":"array","items":{"type":"object","required":["value"],"additionalProperties":false,"properties":{"value":{"type":"string"},"display":{"type":"string"},"type":{"type":"string"}}}}""";

    private const string ScimSchemas = """
        {"type":"object","required":["schemas","totalResults","Resources"],"properties":{"totalResults":{"type":"integer"},
          "Resources":{"type":"array","items":{"type":"object","required":["id","name","attributes"],"properties":{"id":{"type":"string","pattern":"^urn:"},
            "attributes":{"type":"array","items":{"type":"object","required":["name","type","multiValued","mutability"]}}}}}}}
        """;

    /// <summary>Events, one or a page, whose context may lack an id.</summary>
    private const string EventsWithoutIds = """
        {"definitions":{"event":{"type":"object","required":["id","type","attributes"],"properties":{"attributes":{"type":"object","required":["time","action","actor","context","container"],
            "properties":{"context":{"type":"array","items":{"type":"object","required":["type","attributes"],"additionalProperties":false,
              "properties":{"id":{"type":"string"},"type":{"type":"string"},"attributes":{"type":"object"}}}}}}}}},
         "type":"object","required":["data"],"properties":{"data":{"anyOf":[{"$ref":"#/definitions/event"},{"type":"array","items":{"$ref":"#/definitions/event"}}]}}}
        """;

    private const string ScimSchema = """
        {"type":"object","required":["id","name","attributes"],"properties":{"id":{"type":"string","pattern":"^urn:"},
          "attributes":{"type":"array","items":{"type":"object","required":["name","type","multiValued","mutability"]}}}}
        """;

    private const string ScimResourceType = """
        {"type":"object","required":["schemas","name","endpoint","schema"],"properties":{"endpoint":{"type":"string","pattern":"^/"},"schema":{"type":"string","pattern":"^urn:"}}}
        """;

    private const string ScimResourceTypes = """
        {"type":"object","required":["schemas","totalResults","Resources"],"properties":{"Resources":{"type":"array","minItems":1,"items":{"type":"object","required":["name","endpoint","schema"]}}}}
        """;

    private const string ScimConfiguration = """
        {"type":"object","required":["schemas","patch","bulk","filter","changePassword","sort","etag"],"properties":{
          "patch":{"type":"object","required":["supported"]},"filter":{"type":"object","required":["supported","maxResults"]}}}
        """;

    public static IReadOnlyList<ContractDeviation> All { get; } =
    [
        // User management: what is sent.
        ContractDeviation.Body("PATCH /users/{account_id}/manage/profile", "request", ProfileSubset,
            "README: the body reuses the full model with its required fields, although PATCH takes any subset."),
        ContractDeviation.Body("POST /users/{account_id}/manage/lifecycle/*", "request", EmptyObject,
            "REFERENCE 0.2: the document shows no body for enable, delete and cancel-delete, but every POST gets one."),

        // User management: what comes back.
        ContractDeviation.Extra("* /users/*", "4*", "errorKey", Text,
            "REFERENCE 0.3 A: live bodies carry every fact under a second, undocumented name."),
        ContractDeviation.Extra("* /users/*", "4*", "errorDetail", TextOrObject,
            "REFERENCE 0.3 A, likewise."),
        ContractDeviation.Body("* /users/*", "401", GatewayError,
            "REFERENCE 9 no. 5: the document has {\"key\":\"unauthorized\"}; the gateway in front of it answers first."),
        ContractDeviation.Body("* /users/*", "403", InsufficientScope,
            "REFERENCE 1: no document knows the answer to a key with scopes; live it is this one."),
        ContractDeviation.Body("* /users/*", "415", GatewayError,
            "REFERENCE 0.2: the status is live and undocumented; the body is a guess."),
        ContractDeviation.Body("* /users/*", "429", GatewayError,
            "REFERENCE 1.7: documented for one operation only, and there without a body."),
        ContractDeviation.Body("POST /users/{account_id}/manage/lifecycle/disable", "400", BodyParseFailure,
            "REFERENCE 1.7: the body is required, but the document has no answer for its absence."),

        // Organization.
        ContractDeviation.Body("GET /admin/v1/orgs/{orgId}/users", "403", ServletError,
            "REFERENCE 2.4: live answer to a key without the scope; undocumented."),
        ContractDeviation.Extra("GET /admin/v1/orgs", "200", "meta", """{"type":"null"}""",
            "REFERENCE 2.3: the list that is often empty has it live."),
        ContractDeviation.Body("GET /admin/v1/orgs/{orgId}/domains", "404", ApplicationErrors,
            "REFERENCE 2.3: the answer to an unknown organization, which the document has for its sister operations only."),
        ContractDeviation.Body("GET /admin/v1/orgs/{orgId}/domains/{domainId}", "404", ApplicationErrors,
            "REFERENCE 2.3: the document knows an unknown domain here, not an unknown organization."),
        ContractDeviation.Body("* /admin/v2/*", "401", GatewayError,
            "REFERENCE 0.3 C: the document has shape B; the gateway in front of it answers first."),
        ContractDeviation.Body("* /admin/v2/*", "404", ServletError,
            "REFERENCE 2.6: live answer to an unknown organization; for directories the document has no 404 at all."),
        ContractDeviation.Body("POST /admin/v2/*", "415", ApplicationErrors,
            "REFERENCE 0.2 and 2.13: the status is live and undocumented; the body is a guess after the list of codes."),
        ContractDeviation.Extra("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/search", "200", "data[*].deactivatedOn", Text,
            "REFERENCE 2.6: documented for the detail; in practice both carry it."),
        ContractDeviation.Extra("GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users", "200", "data[*].deactivatedOn", Text,
            "REFERENCE 2.6, likewise."),
        ContractDeviation.Body("GET /admin/v1/orgs/{orgId}/events*", "200", EventsWithoutIds,
            "Recorded replies: what an event is about has no id where it has no account yet; the document requires one."),
        ContractDeviation.Extra("* /admin/v2/orgs/{orgId}/directories/{directoryId}/users*", "200", "data[*].forDeletion", """{"type":"boolean"}""",
            "REFERENCE 2.6: undocumented, seen live."),
        ContractDeviation.Body("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/{accountId}/*", "request", EmptyObject,
            "REFERENCE 0.2: the document shows no body for suspend and restore; without one they answer 415."),
        ContractDeviation.Body("* /admin/v2/*", "40?", ApplicationErrors,
            "REFERENCE 9 no. 12: the changes have no schema for their errors, and some reads lack a status; expect B."),
        ContractDeviation.Body("GET /admin/v1/orgs/{orgId}/*", "404", ApplicationErrors,
            "REFERENCE 2.3: the answer to an unknown organization, which the document has for some operations only."),
        ContractDeviation.Body("GET /admin/v1/orgs/{orgId}/policies", "400", ApplicationErrors,
            "REFERENCE 2.13: the answer to a bad cursor, which the document has for the other lists."),
        ContractDeviation.Body("POST /admin/v1/*", "415", GatewayError,
            "REFERENCE 0.2: the status is live and undocumented; the body is a guess."),

        // Provisioning.
        ContractDeviation.Body("PATCH /scim/*", "request", PatchOp,
            "README: the key is printed `operations`, and the value is the dump of a Java class; live and in RFC 7644 it is this one."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Users*", "request", "schemas", Texts,
            "RFC 7643 3: every resource carries its schemas; the document has them as read-only."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Users*", "request", "externalId", Text,
            "RFC 7643 3.1: the identity provider's own id can only come from there; the document has it as read-only."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Users*", "request", "title", Text,
            "REFERENCE 3.1: a user has a title; the document of 2023 leaves it out."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Users*", "20?", "title", Text,
            "REFERENCE 3.1, likewise."),
        ContractDeviation.Extra("GET /scim/directory/{directoryId}/Users", "200", "Resources[*].title", Text,
            "REFERENCE 3.1, likewise."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Groups*", "request", "schemas", Texts,
            "RFC 7643 3, as for users."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Groups*", "request", "externalId", Text,
            "RFC 7643 3.1, as for users."),
        ContractDeviation.Extra("* /scim/directory/{directoryId}/Groups*", "request", "members", Members,
            "RFC 7643 4.2: the members of a group are written with it; the document has them as read-only."),
        ContractDeviation.Body("PUT /scim/directory/{directoryId}/Groups/{id}", "400", ScimError,
            "REFERENCE 0.3 F: the document has the dump of a Java exception here, and a SCIM error everywhere else."),
        ContractDeviation.Body("* /scim/*", "415", ScimError,
            "RFC 7644 3.12: the status is not documented; the body is a guess."),
        ContractDeviation.Body("* /scim/*", "429", GatewayError,
            "REFERENCE 0.3 C: no limit is documented; the gateway in front of it answers."),
        ContractDeviation.Body("GET /scim/directory/{directoryId}/Schemas", "200", ScimSchemas,
            "REFERENCE 3.3: the document has a text; RFC 7643 section 7 has the form."),
        ContractDeviation.Body("GET /scim/directory/{directoryId}/Schemas/*", "200", ScimSchema,
            "REFERENCE 3.3, likewise."),
        ContractDeviation.Body("GET /scim/directory/{directoryId}/ResourceTypes", "200", ScimResourceTypes,
            "REFERENCE 3.3: the document has a text; RFC 7643 section 6 has the form."),
        ContractDeviation.Body("GET /scim/directory/{directoryId}/ResourceTypes/*", "200", ScimResourceType,
            "REFERENCE 3.3, likewise."),
        ContractDeviation.Body("GET /scim/directory/{directoryId}/ServiceProviderConfig", "200", ScimConfiguration,
            "REFERENCE 3.3: the document has a text; RFC 7643 section 5 has the form."),
    ];
}
