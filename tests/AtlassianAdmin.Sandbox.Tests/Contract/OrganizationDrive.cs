using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Sends every request about groups, roles, sites, the audit log, policies, keys and tokens, and provokes every answer that the sandbox has.</summary>
internal static class OrganizationDrive
{
    private const string V1 = "/admin/v1/orgs/{orgId}/";
    private const string V2 = "/admin/v2/orgs/{orgId}/";
    private const string Directory = V2 + "directories/{directoryId}/";
    private const string Group = Directory + "groups/{groupId}";
    private const string User = Directory + "users/{accountId}";
    private const string Access = "/admin/api-access/v1/orgs/{orgId}/";

    /// <summary>Every exchange that driving has to show.</summary>
    public static readonly string[] Expected =
    [
        .. Of("POST " + V2 + "workspaces", 200, 400, 401, 404, 415),
        .. Of("POST " + Directory + "groups/search", 200, 400, 401, 404, 415),
        .. Of("GET " + Directory + "users", 200, 400, 401, 404),
        .. Of("GET " + Directory + "users/count", 200, 400, 401, 404),
        .. Of("GET " + Directory + "users/stats", 200, 401, 404),
        .. Of("GET " + Directory + "groups", 200, 400, 401, 404),
        .. Of("GET " + Directory + "groups/count", 200, 400, 401, 404),
        .. Of("GET " + Directory + "groups/stats", 200, 401, 404),
        .. Of("POST " + Directory + "groups", 201, 400, 401, 404, 409, 415),
        .. Of("GET " + Group, 200, 401, 404),
        .. Of("DELETE " + Group, 204, 400, 401, 403, 404),
        .. Of("POST " + Group + "/memberships", 204, 400, 401, 403, 404, 409, 415),
        .. Of("DELETE " + Group + "/memberships/{accountId}", 204, 400, 401, 403, 404),
        .. Of("GET " + Group + "/role-assignments", 200, 400, 401, 404),
        .. Of("POST " + Group + "/role-assignments/assign", 200, 400, 401, 404, 409, 415),
        .. Of("POST " + Group + "/role-assignments/revoke", 204, 400, 401, 404, 415),
        .. Of("GET " + User + "/role-assignments", 200, 400, 401, 404),
        .. Of("POST " + User + "/suspend", 204, 400, 401, 404, 415),
        .. Of("POST " + User + "/restore", 204, 400, 401, 404, 415),
        .. Of("DELETE " + User, 204, 400, 401, 404),
        .. Of("POST " + V2 + "users/invite", 200, 206, 400, 401, 402, 404, 415),
        .. Of("POST " + V1 + "users/{userId}/roles/assign", 204, 400, 401, 404, 409, 415),
        .. Of("POST " + V1 + "users/{userId}/roles/revoke", 204, 400, 401, 404, 415),
        .. Of("POST " + V1 + "users/{userId}/role-assignments/assign", 204, 400, 401, 404, 415),
        .. Of("POST " + V1 + "users/{userId}/role-assignments/revoke", 204, 400, 401, 404, 415),
        .. Of("GET " + V1 + "directory/users/{accountId}/last-active-dates", 200, 400, 401, 404, 429),
        .. Of("GET " + V1 + "events", 200, 400, 401, 404, 429),
        .. Of("GET " + V1 + "events/{eventId}", 200, 401, 404, 429),
        .. Of("GET " + V1 + "event-actions", 200, 401, 404, 429),
        .. Of("GET " + V1 + "events-stream", 200, 400, 401, 404, 429),
        .. Of("GET " + V1 + "policies", 200, 400, 401, 404),
        .. Of("GET " + V1 + "policies/{policyId}", 200, 401, 404),
        .. Of("GET " + Access + "api-tokens", 200, 400, 401, 404, 500),
        .. Of("GET " + Access + "api-tokens/count", 200, 401, 404),
        .. Of("GET " + Access + "api-keys", 200, 400, 401, 404, 500),
        .. Of("GET " + Access + "api-keys/count", 200, 401, 404),
        .. Of("PATCH " + Access + "api-keys/revoke/{apiKeyId}", 204, 401, 404, 415),
    ];

    public static async Task DriveAsync(SandboxOrganization organization, Func<string, Caller> callerWithKey)
    {
        using Caller admin = callerWithKey(organization.ApiKey);
        OrganizationMap map = await OrganizationMap.ReadAsync(admin);
        foreach (string key in new[] { organization.ExpiredApiKey, organization.ScopedApiKey, organization.OtherOrganizationApiKey })
        {
            using Caller caller = callerWithKey(key);
            await DriveReadsAsync(caller, map);
            await DriveWritesAsync(caller, map);
        }

        await DriveFaultsAsync(admin, map);
        await DriveWritesAsync(admin, map);
        await DriveReadsAsync(admin, map);
        await admin.SendAsync(HttpMethod.Patch, $"{Keys(admin)}/api-keys/revoke/{map.LastKey}", "{}");
    }

    /// <summary>What has a published limit, until it is used up.</summary>
    public static async Task DriveLimitAsync(Caller caller)
    {
        string mia = Uri.EscapeDataString(caller.Person("mia.active@example.com").AccountId);
        foreach (string path in new[] { "/events", "/events/none", "/event-actions", "/events-stream", $"/directory/users/{mia}/last-active-dates" })
        {
            while ((await caller.GetAsync(caller.V1 + path)).Status != 429)
            {
            }
        }
    }

    private static string[] Of(string operation, params int[] statuses) =>
        [.. statuses.Select(status => operation + " " + status.ToString(CultureInfo.InvariantCulture))];

    private static string Keys(Caller caller) => "/admin/api-access/v1/orgs/" + caller.Organization.OrganizationId;

    private static async Task DriveReadsAsync(Caller caller, OrganizationMap map)
    {
        string directories = caller.V2 + "/directories/";
        await FollowAsync(caller, caller.V2 + "/workspaces", """{"limit":4}""", cursorAlone: true);
        await caller.PostAsync(caller.V2 + "/workspaces",
            """{"query":{"and":[{"field":{"name":"attributes.typeKey","values":["confluence"]}},{"nor":[{"searchWorkspaces":"sandbox"}]}]},"sort":[{"field":"attributes.type","order":"desc"}]}""");
        await FollowAsync(caller, directories + "-/groups/search", """{"expand":["counts.users","counts.resources"]}""");
        await caller.PostAsync($"{directories}{map.Main}/groups/search",
            $$"""{"groupNames":["org-admins","PROJECT aurora"],"accountIds":["{{map.Mia}}"],"directoryIds":["{{map.Main}}"],"sortBy":[{"field":"name","direction":"desc"}]}""");
        await caller.PostAsync(directories + "-/groups/search",
            $$"""{"searchTerm":"users","resourceIds":["{{map.Jira}}"],"resourceOwners":["jira-software"],"roleIds":["atlassian/user"],"limit":100}""");
        foreach (string kind in new[] { "users", "groups" })
        {
            await FollowListAsync(caller, $"{directories}-/{kind}", "?limit=7");
            await caller.GetAsync($"{directories}{map.Main}/{kind}?searchTerm=a&directoryIds={map.Main}&accountIds={Uri.EscapeDataString(map.Mia)}&resourceIds={Uri.EscapeDataString(map.Jira)}&roleIds={Uri.EscapeDataString("atlassian/user")}");
            await caller.GetAsync($"{directories}{map.Main}/{kind}/count?searchTerm=a&directoryIds={map.Main}");
            await caller.GetAsync($"{directories}-/{kind}/stats");
        }

        foreach (string group in map.Groups.Values)
        {
            await caller.GetAsync($"{directories}-/groups/{group}");
            await caller.GetAsync($"{directories}-/groups/{group}/role-assignments?limit=1&roleIds={Uri.EscapeDataString("atlassian/user")}");
        }

        foreach (SandboxPerson person in caller.Organization.People)
        {
            string account = Uri.EscapeDataString(person.AccountId);
            await FollowListAsync(caller, $"{directories}-/users/{account}/role-assignments", "?limit=1");
            await FollowListAsync(caller, $"{caller.V1}/directory/users/{account}/last-active-dates", "");
        }

        string people = $$"""{"groupIds":["{{map.Groups["org-admins"]}}"],"expand":["groups","platformRoles","productAccess","counts.resources"]}""";
        await caller.SearchAsync(people);
        await caller.SearchAsync($$"""{"resourceIds":["{{map.Jira}}"],"roleIds":["atlassian/admin"]}""");
        CallerReply events = await caller.GetAsync(caller.V1 + "/events?limit=500");
        await FollowListAsync(caller, caller.V1 + "/events", "?limit=100&q=admin");
        await caller.GetAsync(caller.V1 + "/events?from=1700000000000&to=4000000000000&action=user_invited&ip=203.0.113.10,192.0.2.77&product=jira,confluence&actor=" + Uri.EscapeDataString(map.Mia));
        await caller.GetAsync(caller.V1 + "/events?location=" + Uri.EscapeDataString("""[{"city":"Sydney","countryName":"Australia"}]"""));
        await caller.GetAsync($"{caller.V1}/events/{(events.Status == 200 ? events.At("data/0/id") : "none")}");
        await caller.GetAsync(caller.V1 + "/event-actions");
        CallerReply stream = await caller.GetAsync(caller.V1 + "/events-stream?limit=500&sortOrder=asc");
        if (stream.Status == 200)
            await caller.GetAsync(stream.At("links/next")!);
        await FollowListAsync(caller, caller.V1 + "/events-stream", "?limit=300&sortOrder=desc");
        await FollowListAsync(caller, caller.V1 + "/policies", "");
        CallerReply policies = await caller.GetAsync(caller.V1 + "/policies?type=data-security");
        await caller.GetAsync($"{caller.V1}/policies/{(policies.Status == 200 ? policies.At("data/0/id") : "none")}");
        await FollowListAsync(caller, Keys(caller) + "/api-tokens", "?pageSize=5");
        await caller.GetAsync(Keys(caller) + "/api-tokens?q=many.tokens&status=allowed&pageSize=1000");
        await caller.GetAsync(Keys(caller) + "/api-tokens/count");
        await FollowListAsync(caller, Keys(caller) + "/api-keys", "?pageSize=2");
        await caller.GetAsync(Keys(caller) + "/api-keys/count");
    }

    private static async Task DriveWritesAsync(Caller caller, OrganizationMap map)
    {
        string main = $"{caller.V2}/directories/{map.Main}";
        string mia = Uri.EscapeDataString(map.Mia);
        string aurora = $"{main}/groups/{map.Groups["Project Aurora"]}";
        string role = $$"""{"roleId":"atlassian/user","resourceId":"{{map.Jira}}"}""";
        CallerReply created = await caller.PostAsync(main + "/groups", """{"name":"Neue Gruppe 新","description":"Ours"}""");
        await caller.PostAsync(main + "/groups", """{"name":"neue gruppe 新"}""");
        CallerReply found = await caller.PostAsync(main + "/groups/search", """{"groupNames":["Neue Gruppe 新"]}""");
        string fresh = created.Status == 201 ? found.At("data/0/id")! : "none";
        await caller.PostAsync($"{main}/groups/{fresh}/memberships", $$"""{"accountId":"{{map.Mia}}"}""");
        await caller.PostAsync($"{main}/groups/{fresh}/memberships", $$"""{"accountId":"{{map.Mia}}"}""");
        await caller.SendAsync(HttpMethod.Delete, $"{main}/groups/{fresh}/memberships/{mia}");
        await caller.SendAsync(HttpMethod.Delete, $"{main}/groups/{fresh}/memberships/{mia}");
        await caller.PostAsync(aurora + "/role-assignments/assign", role);
        await caller.GetAsync(aurora + "/role-assignments");
        await caller.PostAsync(aurora + "/role-assignments/revoke", role);
        await caller.SendAsync(HttpMethod.Delete, $"{main}/groups/{fresh}");
        string userRole = $$"""{"role":"atlassian/user","resource":"{{map.Jira}}"}""";
        foreach (string step in new[] { "assign", "revoke" })
        {
            await caller.PostAsync($"{caller.V1}/users/{mia}/roles/{step}", userRole);
            await caller.PostAsync($"{caller.V1}/users/{mia}/role-assignments/{step}", """{"role":"atlassian/org-admin"}""");
        }

        await caller.PostAsync($"{main}/users/{mia}/suspend");
        await caller.PostAsync($"{main}/users/{mia}/restore");
        await caller.SendAsync(HttpMethod.Delete, $"{main}/users/{mia}");
        await caller.PostAsync(caller.V2 + "/users/invite",
            $$"""{"emails":["mia.active@example.com","new.person@example.net"],"additionalGroups":["{{map.Groups["nobody-yet"]}}"],"permissionRules":[{"resource":"{{map.Jira}}","role":"atlassian/user"}],"sendNotification":false}""");
        await caller.PostAsync(caller.V2 + "/users/invite",
            $$"""{"emails":["x@blocked.example.org","full@example.net"],"permissionRules":[{"resource":"{{map.FullConfluence}}","role":"atlassian/user"}],"notificationText":"Hello"}""");
        await caller.SendAsync(HttpMethod.Patch, $"{Keys(caller)}/api-keys/revoke/{map.LastKey}x", "{}");
    }

    private static async Task DriveFaultsAsync(Caller admin, OrganizationMap map)
    {
        string main = $"{admin.V2}/directories/{map.Main}";
        string any = admin.V2 + "/directories/-";
        string partners = $"{admin.V2}/directories/{map.Partners}";
        string mia = Uri.EscapeDataString(map.Mia);
        string ada = Uri.EscapeDataString(admin.Person("admin@example.com").AccountId);
        string aurora = "/groups/" + map.Groups["Project Aurora"];
        string synced = "/groups/" + map.Groups["okta-everyone"];
        string full = "/groups/" + map.Groups["confluence-users-partners"];
        string anyMember = $$"""{"accountId":"{{map.Mia}}"}""";
        string contractor = $$"""{"accountId":"{{map.Candidate}}"}""";

        await admin.PostAsync(admin.V2 + "/workspaces", """{"cursor":"nonsense"}""");
        await admin.PostAsync(admin.V2 + "/workspaces", """{"cursor":"nonsense","limit":5}""");
        await BadAsync(admin, HttpMethod.Post, admin.V2 + "/workspaces", """{"limit":0}""");
        await BadAsync(admin, HttpMethod.Post, admin.V2 + "/workspaces", "{}", "text/plain");
        await admin.PostAsync(any + "/groups/search", """{"searchTerm":"a","groupNames":["a"]}""");
        await admin.PostAsync(any + "/groups/search", """{"groupIds":["a"],"groupNames":["a"]}""");
        await admin.PostAsync(any + "/groups/search", """{"cursor":"nonsense"}""");
        await admin.PostAsync(admin.V2 + "/directories/none/groups/search");
        await BadAsync(admin, HttpMethod.Post, any + "/groups/search", """{"limit":101}""");
        await BadAsync(admin, HttpMethod.Post, any + "/groups/search", "{}", "text/plain");
        foreach (string kind in new[] { "users", "groups" })
        {
            await admin.GetAsync($"{any}/{kind}?cursor=nonsense");
            await BadAsync(admin, HttpMethod.Get, $"{any}/{kind}?limit=101", null);
            await BadAsync(admin, HttpMethod.Get, $"{any}/{kind}?limit=many", null);
            await BadAsync(admin, HttpMethod.Get, $"{any}/{kind}/count?roleIds=atlassian/emperor", null);
            foreach (string part in new[] { "", "/count", "/stats" })
                await admin.GetAsync($"{admin.V2}/directories/none/{kind}{part}");
        }

        await BadAsync(admin, HttpMethod.Get, any + "/users?mfaEnabled=perhaps", null);
        await BadAsync(admin, HttpMethod.Get, any + "/users?claimStatus=owned", null);
        await admin.PostAsync(any + "/groups", """{"name":"x"}""");
        await BadAsync(admin, HttpMethod.Post, main + "/groups", "{}");
        await BadAsync(admin, HttpMethod.Post, main + "/groups", """{"name":"x"}""", "text/plain");
        await admin.SendAsync(HttpMethod.Delete, any + aurora);
        await admin.SendAsync(HttpMethod.Delete, main + synced);
        await admin.SendAsync(HttpMethod.Delete, $"{main}/groups/{map.Groups["org-admins"]}");
        await admin.SendAsync(HttpMethod.Delete, main + "/groups/none");
        await admin.PostAsync(any + aurora + "/memberships", anyMember);
        await admin.PostAsync(main + synced + "/memberships", anyMember);
        await admin.PostAsync(partners + full + "/memberships", contractor);
        await admin.PostAsync(main + aurora + "/memberships", """{"accountId":"nobody"}""");
        await BadAsync(admin, HttpMethod.Post, main + aurora + "/memberships", "{}");
        await BadAsync(admin, HttpMethod.Post, main + aurora + "/memberships", anyMember, "text/plain");
        await admin.SendAsync(HttpMethod.Delete, $"{any}{aurora}/memberships/{mia}");
        await admin.SendAsync(HttpMethod.Delete, $"{main}{synced}/memberships/{mia}");
        await BadAsync(admin, HttpMethod.Get, $"{any}{aurora}/role-assignments?limit=0", null);
        await admin.GetAsync($"{any}{aurora}/role-assignments?cursor=nonsense");
        foreach (string step in new[] { "assign", "revoke" })
        {
            string path = $"{main}{aurora}/role-assignments/{step}";
            await BadAsync(admin, HttpMethod.Post, path, "{}");
            await BadAsync(admin, HttpMethod.Post, path, "{}", "text/plain");
            await admin.PostAsync(path, """{"roleId":"atlassian/user","resourceId":"ari:cloud:jira-software::site/none"}""");
            await admin.PostAsync(path, $$"""{"roleId":"atlassian/guest","resourceId":"{{map.Jira}}"}""");
            await admin.PostAsync($"{any}{aurora}/role-assignments/{step}", $$"""{"roleId":"atlassian/user","resourceId":"{{map.Jira}}"}""");
            string roles = $"{admin.V1}/users/{mia}/roles/{step}";
            await admin.PostAsync(roles, """{"role":"atlassian/user"}""");
            await admin.PostAsync(roles, """{"role":"atlassian/user","resource":"ari:cloud:jira-software::site/none"}""");
            await admin.PostAsync($"{admin.V1}/users/nobody/roles/{step}", $$"""{"role":"atlassian/user","resource":"{{map.Jira}}"}""");
            await BadAsync(admin, HttpMethod.Post, roles, "{}", "text/plain");
            string organization = $"{admin.V1}/users/{mia}/role-assignments/{step}";
            await BadAsync(admin, HttpMethod.Post, organization, """{"role":"atlassian/user"}""");
            await BadAsync(admin, HttpMethod.Post, organization, "{}", "text/plain");
            await admin.PostAsync($"{admin.V1}/users/nobody/role-assignments/{step}", """{"role":"atlassian/org-admin"}""");
        }

        await admin.PostAsync($"{partners}/groups/{map.Groups["nobody-there"]}/role-assignments/assign", $$"""{"roleId":"atlassian/user","resourceId":"{{map.FullConfluence}}"}""");
        await admin.PostAsync($"{admin.V1}/users/{Uri.EscapeDataString(map.Candidate)}/roles/assign", $$"""{"role":"atlassian/user","resource":"{{map.FullConfluence}}"}""");
        await admin.GetAsync(any + "/users/nobody/role-assignments");
        await admin.GetAsync($"{any}/users/{mia}/role-assignments?cursor=nonsense");
        foreach (string step in new[] { "suspend", "restore" })
        {
            await admin.PostAsync($"{any}/users/{mia}/{step}");
            await admin.PostAsync($"{main}/users/nobody/{step}");
            await BadAsync(admin, HttpMethod.Post, $"{main}/users/{mia}/{step}", "{}", "text/plain");
        }

        await admin.PostAsync($"{main}/users/{ada}/suspend");
        await admin.SendAsync(HttpMethod.Delete, $"{any}/users/{mia}");
        await admin.SendAsync(HttpMethod.Delete, $"{partners}/users/nobody");
        await BadAsync(admin, HttpMethod.Post, admin.V2 + "/users/invite", "{}");
        await admin.PostAsync(admin.V2 + "/users/invite", """{"emails":["no address"]}""");
        await admin.PostAsync(admin.V2 + "/users/invite", """{"emails":["a@example.com"],"additionalGroups":["none"]}""");
        await BadAsync(admin, HttpMethod.Post, admin.V2 + "/users/invite", """{"emails":["a@example.com"]}""", "text/plain");
        await admin.GetAsync($"{admin.V1}/directory/users/nobody/last-active-dates");
        await admin.GetAsync($"{admin.V1}/directory/users/{mia}/last-active-dates?cursor=nonsense");
        foreach (string list in new[] { "/events", "/events-stream" })
        {
            await admin.GetAsync($"{admin.V1}{list}?cursor=nonsense");
            await admin.GetAsync($"{admin.V1}{list}?from=yesterday");
            await BadAsync(admin, HttpMethod.Get, $"{admin.V1}{list}?limit=501", null);
        }

        await admin.GetAsync(admin.V1 + "/events?q=two%20words");
        await admin.GetAsync(admin.V1 + "/policies?cursor=nonsense");
        foreach (string list in new[] { "/api-tokens", "/api-keys" })
        {
            await admin.GetAsync($"{Keys(admin)}{list}?cursor=nonsense");
            await BadAsync(admin, HttpMethod.Get, $"{Keys(admin)}{list}?limit=10", null);
        }

        await BadAsync(admin, HttpMethod.Patch, $"{Keys(admin)}/api-keys/revoke/{map.LastKey}", "{}", "text/plain");
    }

    /// <summary>A request that is against the documents on purpose.</summary>
    private static Task<CallerReply> BadAsync(Caller caller, HttpMethod method, string path, string? json, string mediaType = "application/json") =>
        caller.SendAsync(method, path, json, mediaType, deliberate: true);

    private static async Task FollowAsync(Caller caller, string path, string body, bool cursorAlone = false)
    {
        CallerReply reply = await caller.PostAsync(path, body);
        while (reply.Status == 200 && reply.At("links/next") is { } cursor)
        {
            string next = JsonSerializer.Serialize(cursor);
            reply = await caller.PostAsync(path, cursorAlone ? $$"""{"cursor":{{next}}}""" : $"{body[..^1]},\"cursor\":{next}}}");
        }
    }

    private static async Task FollowListAsync(Caller caller, string path, string query)
    {
        CallerReply reply = await caller.GetAsync(path + query);
        while (reply.Status == 200 && reply.At("links/next") is { } next)
            reply = await caller.GetAsync(next.StartsWith("http", StringComparison.Ordinal) ? next : $"{path}{(query.Length > 0 ? query + "&" : "?")}cursor={next}");
    }
}
