namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// The calls about SCIM that take the admin key, as OpenAPI. The vendor's document of them could not be had: this one is written after
/// REFERENCE 3.5, so it proves that both ends keep to what is known, not that the vendor does.
/// </summary>
internal static class ProvisioningAdminDocument
{
    public const string Text = """
        {"openapi":"3.0.3","info":{"title":"User provisioning with the admin key, after REFERENCE 3.5","version":"1"},
         "servers":[{"url":"https://api.atlassian.com/admin/user-provisioning/v1/org/"}],
         "paths":{
          "/{orgId}/user/{accountId}/get-scim-links":{"parameters":[{"$ref":"#/components/parameters/orgId"},{"$ref":"#/components/parameters/accountId"}],
            "get":{"responses":{"200":{"$ref":"#/components/responses/Links"},"401":{"$ref":"#/components/responses/Refused"},"404":{"$ref":"#/components/responses/NotFound"}}}},
          "/{orgId}/get-scim-links-for-email":{"parameters":[{"$ref":"#/components/parameters/orgId"}],
            "post":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["email"],"properties":{"email":{"type":"string"}}}}}},
              "responses":{"200":{"$ref":"#/components/responses/Links"},"400":{"$ref":"#/components/responses/Errors"},"401":{"$ref":"#/components/responses/Refused"},
                "404":{"$ref":"#/components/responses/NotFound"},"415":{"$ref":"#/components/responses/Gateway"}}}},
          "/{orgId}/scimDirectoryId/{scimDirectoryId}/scimUserId/{scimUserId}/unlink":{"parameters":[{"$ref":"#/components/parameters/orgId"},
            {"name":"scimDirectoryId","in":"path","required":true,"schema":{"type":"string"}},{"name":"scimUserId","in":"path","required":true,"schema":{"type":"string"}}],
            "patch":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{},"additionalProperties":false}}}},
              "responses":{"204":{"description":""},"401":{"$ref":"#/components/responses/Refused"},"404":{"$ref":"#/components/responses/NotFound"},"415":{"$ref":"#/components/responses/Gateway"}}}},
          "/{orgId}/user/{accountId}/onlyDeleteUserInDB":{"parameters":[{"$ref":"#/components/parameters/orgId"},{"$ref":"#/components/parameters/accountId"}],
            "delete":{"responses":{"204":{"description":""},"401":{"$ref":"#/components/responses/Refused"},"404":{"$ref":"#/components/responses/NotFound"}}}}},
         "components":{
          "parameters":{"orgId":{"name":"orgId","in":"path","required":true,"schema":{"type":"string"}},
            "accountId":{"name":"accountId","in":"path","required":true,"schema":{"type":"string","pattern":"^[a-zA-Z0-9_|:-]{1,128}$"}}},
          "responses":{
            "Links":{"description":"","content":{"application/json":{"schema":{"type":"object","required":["scimLinks"],"properties":{"scimLinks":{"type":"array","items":{
              "type":"object","required":["scimUserId","orgId","directoryId"],"properties":{"scimUserId":{"type":"string"},"active":{"type":"boolean"},
                "atlassianAccountId":{"type":"string","nullable":true},"orgId":{"type":"string"},"directoryId":{"type":"string"}}}}}}}}},
            "Gateway":{"description":"C","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Gateway"}}}},
            "Errors":{"description":"B","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Errors"}}}},
            "NotFound":{"description":"B","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Errors"}}}},
            "Refused":{"description":"C or B","content":{"application/json":{"schema":{"anyOf":[
              {"$ref":"#/components/schemas/Gateway"},{"$ref":"#/components/schemas/Errors"}]}}}}},
          "schemas":{
            "Gateway":{"type":"object","required":["code","message"],"properties":{"code":{"type":"integer"},"message":{"type":"string"}}},
            "Errors":{"type":"object","required":["errors"],"properties":{"errors":{"type":"array","minItems":1,"items":{"type":"object","properties":{
              "id":{"type":"string"},"code":{"type":"string"},"status":{"type":"string"},"title":{"type":"string"},"detail":{"type":"string"}}}}}}}}}
        """;
}
