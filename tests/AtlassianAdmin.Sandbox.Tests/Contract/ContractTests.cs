using System.Net.Http;
using AtlassianAdmin.Sandbox.Http;
using Microsoft.OpenApi;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Every request of these tests and every reply of the sandbox against the vendor's OpenAPI documents.</summary>
public sealed class ContractTests
{
    [ContractFact]
    public async Task The_documents_hold_every_operation_that_the_vendor_published()
    {
        ApiContract contract = await ApiContract.LoadAsync();

        Assert.Equal(10, contract.Operations.Count(operation => operation.Name.Contains(" /users/", StringComparison.Ordinal)));
        Assert.Equal(20, contract.Operations.Count(operation => operation.Name.Contains(" /scim/directory/", StringComparison.Ordinal)));
        Assert.Equal(47, contract.Operations.Count(operation => operation.Name.Contains(" /admin/v", StringComparison.Ordinal)));
    }

    [ContractFact]
    public async Task Every_schema_of_every_operation_can_be_held_against_an_exchange()
    {
        ApiContract contract = await ApiContract.LoadAsync();
        int schemas = 0;

        foreach (ContractOperation operation in contract.Operations)
        {
            foreach (IOpenApiMediaType media in (operation.Operation.RequestBody?.Content ?? new Dictionary<string, IOpenApiMediaType>()).Values)
            {
                ContractSchema.From(media.Schema!, ContractDirection.Request);
                schemas++;
            }

            foreach (IOpenApiMediaType media in operation.Operation.Responses!.Values.SelectMany(response => response.Content?.Values ?? []))
            {
                ContractSchema.From(media.Schema!, ContractDirection.Reply);
                schemas++;
            }
        }

        Assert.True(schemas > 200, $"Only {schemas} schemas were found.");
    }

    [ContractTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_exchange_with_the_sandbox_is_as_the_documents_say(bool overHttp)
    {
        ApiContract contract = await ApiContract.LoadAsync();
        List<ContractHandler> handlers = [];
        var organizations = new[]
        {
            (Options: new SandboxOptions { UserCount = 40, PageSize = 9 }, Limit: false),
            (Options: new SandboxOptions { UserCount = 40, LifecycleConflicts = true, ListsOrganization = true, HasNoSubscription = true }, Limit: false),
            (Options: new SandboxOptions { UserCount = 12, RateLimit = 3 }, Limit: true),
        };
        foreach ((SandboxOptions options, bool limit) in organizations)
        {
            var organization = new SandboxOrganization(options);
            using SandboxServer? server = overHttp ? SandboxServer.Start(organization) : null;
            Caller Call(string key)
            {
                HttpMessageHandler way = overHttp ? new SocketsHttpHandler() : new SandboxHandler(organization);
                var handler = new ContractHandler(contract, way);
                handlers.Add(handler);
                return new Caller(organization, handler, server?.Uri, key);
            }

            if (limit)
            {
                using Caller caller = Call(organization.ApiKey);
                await EveryRoute.DriveLimitAsync(caller);
                await OrganizationDrive.DriveLimitAsync(caller);
                using Caller scim = Call(organization.ScimApiKey);
                await ScimDrive.DriveLimitAsync(scim);
            }
            else
            {
                await EveryRoute.DriveAsync(organization, Call);
                await OrganizationDrive.DriveAsync(organization, Call);
                await ScimDrive.DriveAsync(organization, Call);
            }
        }

        string[] violations = [.. handlers.SelectMany(handler => handler.Violations).Distinct()];
        Assert.True(violations.Length == 0, string.Join(Environment.NewLine, violations));
        string[] seen = [.. handlers.SelectMany(handler => handler.Exchanges).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(EveryRoute.Expected.Concat(OrganizationDrive.Expected).Concat(ScimDrive.Expected).Order(StringComparer.Ordinal), seen);
        Assert.Empty(ContractDeviations.All.Except(contract.UsedDeviations));
    }

    [ContractTheory]
    [InlineData("GET", "/users/a/manage/profile", 200, """{"account":{"account_id":"a","account_status":"active","account_type":"atlassian","name":"A","email":"a@x","picture":"p"}}""", "nickname")]
    [InlineData("GET", "/users/a/manage/profile", 200, """{"account":{"account_id":"a","account_status":"sleeping","account_type":"atlassian","name":"A","nickname":"a","email":"a@x","picture":"p"}}""", "account_status")]
    [InlineData("GET", "/users/a/manage/profile", 200, """{"account":{"account_id":"a b","account_status":"active","account_type":"atlassian","name":"A","nickname":"a","email":"a@x","picture":"p"}}""", "account_id")]
    [InlineData("GET", "/users/a/manage", 200, """{"email.set":{"allowed":false}}""", "email.set")]
    [InlineData("GET", "/users/a/manage", 200, """{"email.set":{"allowed":false,"reason":{"key":"because"}}}""", "email.set")]
    [InlineData("GET", "/users/a/manage/api-tokens", 200, """[{"id":"1","label":"l","createdAt":1700000000}]""", "createdAt")]
    [InlineData("GET", "/users/a/manage/api-tokens", 200, """{"data":[]}""", "ArrayExpected")]
    [InlineData("GET", "/users/a/manage/profile", 403, """{"key":"forbidden.action","context":{"allowed":false,"reason":{"key":"externalDirectory.scim"}}}""", "403")]
    [InlineData("POST", "/users/a/manage/lifecycle/disable", 409, """{"key":"conflict.lifecycleErrors","context":{"accountId":"a","message":"m","errorCodes":[]}}""", "errorCodes")]
    [InlineData("POST", "/users/a/manage/lifecycle/disable", 418, """{"key":"teapot"}""", "no such status")]
    [InlineData("POST", "/users/a/manage/lifecycle/disable", 204, """{"message":"done"}""", "no body")]
    [InlineData("GET", "/admin/v1/orgs/o", 200, "", "there is none")]
    [InlineData("GET", "/admin/v1/orgs/o", 200, "{\"data\":", "not JSON")]
    [InlineData("GET", "/admin/v1/orgs/o/users", 200, """{"data":[],"meta":{"total":"7"}}""", "total")]
    [InlineData("GET", "/admin/v1/orgs/o/users", 200, """{"data":[],"total":7}""", "total")]
    [InlineData("GET", "/admin/v1/orgs/o/users", 404, """{"errors":[{"code":"ADMIN-404-3","status":"404"}]}""", "code")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", 200, """{"links":{}}""", "data")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", 200, """{"data":[{"accountId":"a","forDeletion":"no"}]}""", "forDeletion")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", 401, """{"code":"401","message":"Unauthorized"}""", "401")]
    public async Task A_broken_reply_is_reported(string method, string path, int status, string body, string named)
    {
        ApiContract contract = await ApiContract.LoadAsync();
        using var stub = new StubHandler(status, "application/json", body);
        var handler = new ContractHandler(contract, stub);
        using var caller = new Caller(new SandboxOrganization(), handler);

        await caller.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null);

        string violation = Assert.Single(handler.Violations.Take(1));
        Assert.Contains(named, violation, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_reply_of_another_type_is_reported()
    {
        ApiContract contract = await ApiContract.LoadAsync();
        using var stub = new StubHandler(200, "text/html", "<html>");
        var handler = new ContractHandler(contract, stub);
        using var caller = new Caller(new SandboxOrganization(), handler);

        await caller.GetAsync("/admin/v1/orgs");

        Assert.Contains("text/html", Assert.Single(handler.Violations), StringComparison.Ordinal);
    }

    [ContractTheory]
    [InlineData("GET", "/users/a/manage?privilege=email.set", null, "privilege")]
    [InlineData("GET", "/users/a/manage?privileges=email.set,profile", null, "privileges")]
    [InlineData("GET", "/users/a%2Fb/manage", null, "account_id")]
    [InlineData("GET", "/admin/v2/orgs/o/directories?limit=500", null, "limit")]
    [InlineData("GET", "/admin/v2/orgs/o/folders", null, "No document")]
    [InlineData("DELETE", "/admin/v1/orgs/o", null, "No document")]
    [InlineData("PUT", "/users/a/manage/email", null, "needs a body")]
    [InlineData("PUT", "/users/a/manage/email", "{}", "email")]
    [InlineData("PUT", "/users/a/manage/email", """{"email":"a@example.com","notify":true}""", "notify")]
    [InlineData("PATCH", "/users/a/manage/profile", """{"account_status":"inactive"}""", "account_status")]
    [InlineData("POST", "/users/a/manage/lifecycle/enable", """{"message":"hello"}""", "no body")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", """{"email":["a@example.com"]}""", "email")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", """{"emails":["a@example.com","a@example.com"]}""", "emails")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", """{"limit":0}""", "limit")]
    [InlineData("POST", "/admin/v2/orgs/o/directories/-/users/search", """{"status":["gone"]}""", "status")]
    public async Task A_request_against_the_documents_is_reported(string method, string path, string? body, string named)
    {
        ApiContract contract = await ApiContract.LoadAsync();

        IReadOnlyList<string> problems = contract.CheckRequest(
            new HttpMethod(method), new Uri("https://api.atlassian.com" + path), body is null ? null : "application/json",
            System.Text.Encoding.UTF8.GetBytes(body ?? ""));

        Assert.NotEmpty(problems);
        Assert.Contains(problems, problem => problem.Contains(named, StringComparison.Ordinal));
    }

    [ContractFact]
    public async Task A_request_that_is_wrong_on_purpose_has_to_be_wrong()
    {
        ApiContract contract = await ApiContract.LoadAsync();
        var organization = new SandboxOrganization();
        var handler = new ContractHandler(contract, new SandboxHandler(organization));
        using var caller = new Caller(organization, handler);

        await caller.SendAsync(HttpMethod.Get, caller.V1, deliberate: true);

        Assert.Contains("said to be against the documents", Assert.Single(handler.Violations), StringComparison.Ordinal);
    }
}
