namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// The API access calls as OpenAPI. The vendor's own document could not be had: this one is written after REFERENCE 4.1, so it proves that
/// both ends keep to what is known, not that the vendor does.
/// </summary>
internal static class ApiAccessDocument
{
    public const string Text = """
        {"openapi":"3.0.3","info":{"title":"API access, after REFERENCE 4.1","version":"1"},"servers":[{"url":"https://api.atlassian.com/admin/api-access"}],
         "paths":{
          "/v1/orgs/{orgId}/api-tokens":{"parameters":[{"$ref":"#/components/parameters/orgId"}],"get":{
            "parameters":[
              {"name":"q","in":"query","schema":{"type":"string"}},
              {"name":"status","in":"query","schema":{"type":"string","enum":["allowed","blocked"]}},
              {"name":"pageSize","in":"query","schema":{"type":"integer","minimum":1,"maximum":1000}},
              {"name":"cursor","in":"query","schema":{"type":"string"}}],
            "responses":{"200":{"description":"","content":{"application/json":{"schema":{"type":"object","required":["data","links"],"properties":{
              "data":{"type":"array","items":{"type":"object","required":["id","status","user"],"properties":{
                "id":{"type":"string"},"label":{"type":"string"},"status":{"type":"string","enum":["ALLOWED","BLOCKED"]},
                "createdAt":{"type":"string","format":"date-time"},"expiresAt":{"type":"string","format":"date-time"},
                "lastActiveAt":{"type":"string","format":"date-time"},"user":{"$ref":"#/components/schemas/Person"}}}},
              "links":{"$ref":"#/components/schemas/Links"}}}}}},
              "400":{"$ref":"#/components/responses/Errors"},"401":{"$ref":"#/components/responses/Gateway"},
              "404":{"$ref":"#/components/responses/Errors"},"500":{"$ref":"#/components/responses/Gateway"}}}},
          "/v1/orgs/{orgId}/api-tokens/count":{"parameters":[{"$ref":"#/components/parameters/orgId"}],"get":{"responses":{
              "200":{"description":"","content":{"application/json":{"schema":{"type":"integer"}}}},
              "401":{"$ref":"#/components/responses/Gateway"},"404":{"$ref":"#/components/responses/Errors"}}}},
          "/v1/orgs/{orgId}/api-keys":{"parameters":[{"$ref":"#/components/parameters/orgId"}],"get":{
            "parameters":[
              {"name":"pageSize","in":"query","schema":{"type":"integer","minimum":1,"maximum":1000}},
              {"name":"cursor","in":"query","schema":{"type":"string"}}],
            "responses":{"200":{"description":"","content":{"application/json":{"schema":{"type":"object","required":["data","links"],"properties":{
              "data":{"type":"array","items":{"type":"object","required":["id","label","createdBy"],"properties":{
                "id":{"type":"string"},"label":{"type":"string"},"scopes":{"type":"array","items":{"type":"string"}},
                "createdAt":{"type":"string","format":"date-time"},"expiresAt":{"type":"string","format":"date-time"},
                "lastActiveAt":{"type":"string","format":"date-time"},"createdBy":{"$ref":"#/components/schemas/Person"}}}},
              "links":{"$ref":"#/components/schemas/Links"}}}}}},
              "400":{"$ref":"#/components/responses/Errors"},"401":{"$ref":"#/components/responses/Gateway"},
              "404":{"$ref":"#/components/responses/Errors"},"500":{"$ref":"#/components/responses/Gateway"}}}},
          "/v1/orgs/{orgId}/api-keys/count":{"parameters":[{"$ref":"#/components/parameters/orgId"}],"get":{"responses":{
              "200":{"description":"","content":{"application/json":{"schema":{"type":"integer"}}}},
              "401":{"$ref":"#/components/responses/Gateway"},"404":{"$ref":"#/components/responses/Errors"}}}},
          "/v1/orgs/{orgId}/api-keys/revoke/{apiKeyId}":{"parameters":[{"$ref":"#/components/parameters/orgId"},
            {"name":"apiKeyId","in":"path","required":true,"schema":{"type":"string"}}],
            "patch":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{},"additionalProperties":false}}}},"responses":{
              "204":{"description":""},"401":{"$ref":"#/components/responses/Refused"},"404":{"$ref":"#/components/responses/Errors"},
              "415":{"$ref":"#/components/responses/Gateway"}}}}},
         "components":{
          "parameters":{"orgId":{"name":"orgId","in":"path","required":true,"schema":{"type":"string"}}},
          "responses":{
            "Gateway":{"description":"C","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Gateway"}}}},
            "Errors":{"description":"B","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Errors"}}}},
            "Refused":{"description":"C or B","content":{"application/json":{"schema":{"anyOf":[
              {"$ref":"#/components/schemas/Gateway"},{"$ref":"#/components/schemas/Errors"}]}}}}},
          "schemas":{
            "Gateway":{"type":"object","required":["code","message"],"properties":{"code":{"type":"integer"},"message":{"type":"string"}}},
            "Errors":{"type":"object","required":["errors"],"properties":{"errors":{"type":"array","minItems":1,"items":{"type":"object","properties":{
              "id":{"type":"string"},"code":{"type":"string"},"status":{"type":"string"},"title":{"type":"string"},"detail":{"type":"string"}}}}}},
            "Links":{"type":"object","properties":{"self":{"type":"string"},"next":{"type":"string"},"prev":{"type":"string"}}},
            "Person":{"type":"object","required":["id"],"properties":{
              "id":{"type":"string"},"orgId":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"}}}}}}
        """;
}
