using System.Globalization;
using System.Net.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Sends every request and provokes every answer that the sandbox has.</summary>
internal static class EveryRoute
{
    /// <summary>Every exchange that driving has to show: the operations that the sandbox serves, and their statuses.</summary>
    public static readonly string[] Expected =
    [
        .. Of("GET /users/{account_id}/manage", 200, 401, 403, 404, 429),
        .. Of("GET /users/{account_id}/manage/profile", 200, 401, 403, 404),
        .. Of("PATCH /users/{account_id}/manage/profile", 200, 400, 401, 403, 404, 415),
        .. Of("PUT /users/{account_id}/manage/email", 204, 400, 401, 403, 404, 415),
        .. Of("GET /users/{account_id}/manage/api-tokens", 200, 401, 403, 404),
        .. Of("DELETE /users/{account_id}/manage/api-tokens/{tokenId}", 204, 401, 403, 404),
        .. Of("POST /users/{account_id}/manage/lifecycle/disable", 204, 400, 401, 403, 404, 409, 415),
        .. Of("POST /users/{account_id}/manage/lifecycle/enable", 204, 401, 403, 404, 409, 415),
        .. Of("POST /users/{account_id}/manage/lifecycle/delete", 200, 401, 403, 404, 409, 415),
        .. Of("POST /users/{account_id}/manage/lifecycle/cancel-delete", 200, 401, 403, 404, 415),
        .. Of("GET /admin/v1/orgs", 200, 400, 401, 429),
        .. Of("GET /admin/v1/orgs/{orgId}", 200, 401, 404),
        .. Of("GET /admin/v1/orgs/{orgId}/users", 200, 400, 401, 403, 404),
        .. Of("GET /admin/v1/orgs/{orgId}/domains", 200, 400, 401, 404),
        .. Of("GET /admin/v1/orgs/{orgId}/domains/{domainId}", 200, 401, 404),
        .. Of("GET /admin/v2/orgs/{orgId}/directories", 200, 400, 401, 404, 429),
        .. Of("POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/search", 200, 400, 401, 404, 415),
        .. Of("GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users/{userId}", 200, 401, 404),
    ];

    /// <summary>Drives one organization of everybody, through whichever way leads to it.</summary>
    public static async Task DriveAsync(SandboxOrganization organization, Func<string, Caller> callerWithKey)
    {
        using Caller admin = callerWithKey(organization.ApiKey);
        foreach (string key in new[] { organization.ExpiredApiKey, organization.ScopedApiKey, organization.OtherOrganizationApiKey })
        {
            using Caller caller = callerWithKey(key);
            await DriveAccountAsync(caller, "mia.active@example.com");
            await DriveOrganizationReadsAsync(caller);
        }

        foreach (SandboxPerson person in organization.People)
            await DriveAccountAsync(admin, person.Email);
        await DriveLifeAsync(admin, "mia.active@example.com");
        await DriveFaultsAsync(admin);
        await DriveOrganizationReadsAsync(admin);
        await DriveOrganizationFaultsAsync(admin);
    }

    /// <summary>Uses up a limit in each of the APIs.</summary>
    public static async Task DriveLimitAsync(Caller caller)
    {
        foreach (string path in new[] { caller.ManageOf("mia.active@example.com"), "/admin/v1/orgs", caller.V2 + "/directories" })
        {
            CallerReply reply;
            do
                reply = await caller.GetAsync(path);
            while (reply.Status != 429);
        }
    }

    private static string[] Of(string operation, params int[] statuses) =>
        [.. statuses.Select(status => operation + " " + status.ToString(CultureInfo.InvariantCulture))];

    private static async Task DriveAccountAsync(Caller caller, string email)
    {
        string manage = caller.ManageOf(email);
        await caller.GetAsync(manage);
        await caller.GetAsync(manage + "?privileges=email.set&privileges=profile");
        await caller.GetAsync(manage + "/profile");
        await caller.SendAsync(HttpMethod.Patch, manage + "/profile", """{"nickname":"ニック","extended_profile":{"department":"Ops"}}""");
        await caller.SendAsync(HttpMethod.Patch, manage + "/profile", """{"name":"New Name"}""");
        await caller.SendAsync(HttpMethod.Patch, manage + "/profile", "{}");
        await caller.SendAsync(HttpMethod.Put, manage + "/email", $$"""{"email":"{{email}}"}""");
        CallerReply tokens = await caller.GetAsync(manage + "/api-tokens");
        string token = tokens.Status == 200 && tokens.Json.GetArrayLength() > 0 ? tokens.At("0/id")! : "no-such-token";
        await caller.SendAsync(HttpMethod.Delete, manage + "/api-tokens/" + token);
        await caller.PostAsync(manage + "/lifecycle/disable", """{"message":"Left the company"}""");
        await caller.PostAsync(manage + "/lifecycle/enable");
        await caller.PostAsync(manage + "/lifecycle/delete");
        await caller.PostAsync(manage + "/lifecycle/enable");
        await caller.PostAsync(manage + "/lifecycle/cancel-delete");
    }

    private static async Task DriveLifeAsync(Caller admin, string email)
    {
        string manage = admin.ManageOf(email);
        await admin.PostAsync(manage + "/lifecycle/disable");
        await admin.GetAsync(manage + "/profile");
        await admin.PostAsync(manage + "/lifecycle/enable");
        await admin.PostAsync(manage + "/lifecycle/delete");
        await admin.SearchAsync($$"""{"emails":["{{email}}"]}""");
        await admin.PostAsync(manage + "/lifecycle/cancel-delete");
    }

    private static async Task DriveFaultsAsync(Caller admin)
    {
        string manage = admin.ManageOf("mia.active@example.com");
        string nobody = Caller.Manage("712020:00000000-0000-4000-a000-000000000000");
        foreach (string path in new[] { "", "/profile", "/api-tokens" })
            await admin.GetAsync(nobody + path);
        await admin.SendAsync(HttpMethod.Delete, nobody + "/api-tokens/none");
        await admin.SendAsync(HttpMethod.Delete, manage + "/api-tokens/none");
        await admin.SendAsync(HttpMethod.Patch, nobody + "/profile", "{}");
        await admin.SendAsync(HttpMethod.Put, nobody + "/email", """{"email":"x@example.com"}""");
        await admin.SendAsync(HttpMethod.Patch, manage + "/profile", "{", deliberate: true);
        await admin.SendAsync(HttpMethod.Patch, manage + "/profile", """{"name":null}""", deliberate: true);
        await admin.SendAsync(HttpMethod.Patch, manage + "/profile", """{"email":"x@example.com"}""", deliberate: true);
        await admin.SendAsync(HttpMethod.Patch, manage + "/profile", $$"""{"nickname":"{{new string('n', 31)}}"}""", deliberate: true);
        await admin.SendAsync(HttpMethod.Patch, manage + "/profile", $$"""{"name":"{{new string('n', 101)}}\u0007"}""");
        await admin.SendAsync(HttpMethod.Patch, manage + "/profile", "{}", "text/plain", deliberate: true);
        await admin.SendAsync(HttpMethod.Put, manage + "/email", "{}", deliberate: true);
        await admin.SendAsync(HttpMethod.Put, manage + "/email", """{"email":"no address"}""");
        await admin.SendAsync(HttpMethod.Put, manage + "/email", """{"email":"mia@example.net"}""");
        await admin.SendAsync(HttpMethod.Put, manage + "/email", """{"email":"admin@example.com"}""");
        await admin.SendAsync(HttpMethod.Put, manage + "/email", "{}", "text/plain", deliberate: true);
        foreach (string step in new[] { "disable", "enable", "delete", "cancel-delete" })
        {
            await admin.PostAsync($"{nobody}/lifecycle/{step}");
            await admin.SendAsync(HttpMethod.Post, $"{manage}/lifecycle/{step}", "{}", "text/plain", deliberate: true);
        }

        // As the vendor's own examples send them; only of disable the document says that the body is required.
        foreach (string step in new[] { "disable", "enable", "delete", "cancel-delete" })
            await admin.SendAsync(HttpMethod.Post, $"{manage}/lifecycle/{step}", deliberate: step == "disable");

        await admin.SendAsync(HttpMethod.Post, manage + "/lifecycle/disable", "", deliberate: true);
        await admin.SendAsync(HttpMethod.Post, manage + "/lifecycle/disable", """{"message":7}""", deliberate: true);
        CallerReply typo = await admin.SendAsync(HttpMethod.Get, manage + "/profil", deliberate: true);
        Assert.Equal(404, typo.Status);
    }

    private static async Task DriveOrganizationReadsAsync(Caller caller)
    {
        await caller.GetAsync("/admin/v1/orgs");
        await caller.GetAsync(caller.V1);
        await FollowAsync(caller, caller.V1 + "/users");
        await FollowAsync(caller, caller.V1 + "/domains");
        CallerReply domains = await caller.GetAsync(caller.V1 + "/domains");
        await caller.GetAsync($"{caller.V1}/domains/{(domains.Status == 200 ? domains.At("data/0/id") : "none")}");
        CallerReply directories = await caller.GetAsync(caller.V2 + "/directories?limit=1");
        if (directories.Status == 200)
            await caller.GetAsync($"{caller.V2}/directories?cursor={directories.At("links/next")}");
        await caller.GetAsync($"{caller.V2}/directories?accountId={Uri.EscapeDataString(caller.Person("admin@example.com").AccountId)}");
        await caller.GetAsync($"{caller.V2}/directories?directoryIds={caller.Organization.DirectoryIds[0]}&directoryIds=x&searchTerm=company");
        string? cursor = null;
        do
        {
            CallerReply page = await caller.SearchAsync(
                $$"""{"limit":7,"expand":["platformRoles","groups","counts.resources","productAccess"]{{(cursor is null ? "" : $",\"cursor\":\"{cursor}\"")}}}""");
            cursor = page.Status == 200 ? page.At("links/next") : null;
        }
        while (cursor is not null);
        await caller.SearchAsync("""{"searchTerm":"a","sortBy":[{"field":"nick_name","direction":"desc"}],"status":["active"],"mfaEnabled":true}""");
        foreach (SandboxPerson person in caller.Organization.People)
            await caller.GetAsync($"{caller.V2}/directories/-/users/{Uri.EscapeDataString(person.AccountId)}");
    }

    private static async Task DriveOrganizationFaultsAsync(Caller admin)
    {
        foreach (string path in new[] { "/admin/v1/orgs", admin.V1 + "/users", admin.V1 + "/domains", admin.V2 + "/directories" })
            await admin.GetAsync(path + "?cursor=nonsense");
        await admin.SendAsync(HttpMethod.Get, admin.V2 + "/directories?limit=0", deliberate: true);
        await admin.GetAsync(admin.V1 + "/domains/none");
        await admin.SearchAsync("""{"searchTerm":"a","emails":["a@example.com"]}""");
        await admin.SendAsync(HttpMethod.Post, admin.V2 + "/directories/-/users/search", """{"limit":101}""", deliberate: true);
        await admin.SendAsync(HttpMethod.Post, admin.V2 + "/directories/-/users/search", "[]", deliberate: true);
        await admin.SendAsync(HttpMethod.Post, admin.V2 + "/directories/-/users/search", "{}", "text/plain", deliberate: true);
        await admin.SearchAsync("""{"cursor":"nonsense"}""");
        await admin.SearchAsync("{}", "no-such-directory");
        await admin.GetAsync($"{admin.V2}/directories/no-such-directory/users/nobody");
        await admin.GetAsync($"{admin.V2}/directories/-/users/nobody");
    }

    private static async Task FollowAsync(Caller caller, string path)
    {
        for (string? next = path; next is not null;)
        {
            CallerReply reply = await caller.GetAsync(next);
            next = reply.Status == 200 ? reply.At("links/next") : null;
        }
    }
}
