using System.Globalization;
using System.Net.Http;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>Sends every request about SCIM, with the directory's key and with the admin key, and provokes every answer that the sandbox has.</summary>
internal static class ScimDrive
{
    private const string Directory = "/scim/directory/{directoryId}/";
    private const string Admin = "/admin/user-provisioning/v1/org/{orgId}/";

    private static readonly string[] Metadata =
    [
        "/ServiceProviderConfig", "/ResourceTypes", "/ResourceTypes/User", "/ResourceTypes/Group", "/Schemas", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
        "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group", "/Schemas/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    ];

    /// <summary>Every exchange that driving has to show.</summary>
    public static readonly string[] Expected =
    [
        .. Of("GET " + Directory + "Users", 200, 400, 401, 404, 429),
        .. Of("POST " + Directory + "Users", 201, 400, 401, 404, 409, 415),
        .. Of("GET " + Directory + "Users/{userId}", 200, 401, 404),
        .. Of("PUT " + Directory + "Users/{userId}", 200, 400, 401, 404, 415),
        .. Of("PATCH " + Directory + "Users/{userId}", 200, 400, 401, 404, 415),
        .. Of("DELETE " + Directory + "Users/{userId}", 204, 401, 404),
        .. Of("GET " + Directory + "Groups", 200, 400, 401, 404),
        .. Of("POST " + Directory + "Groups", 201, 400, 401, 404, 409, 415),
        .. Of("GET " + Directory + "Groups/{id}", 200, 401, 404),
        .. Of("PUT " + Directory + "Groups/{id}", 200, 400, 401, 404, 415),
        .. Of("PATCH " + Directory + "Groups/{id}", 200, 400, 401, 404, 415),
        .. Of("DELETE " + Directory + "Groups/{id}", 204, 401, 404),
        .. Of("GET " + Directory + "Schemas", 200, 401, 404),
        .. Of("GET " + Directory + "Schemas/urn:ietf:params:scim:schemas:core:2.0:User", 200, 401, 404),
        .. Of("GET " + Directory + "Schemas/urn:ietf:params:scim:schemas:core:2.0:Group", 200, 401, 404),
        .. Of("GET " + Directory + "Schemas/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", 200, 401, 404),
        .. Of("GET " + Directory + "ResourceTypes", 200, 401, 404),
        .. Of("GET " + Directory + "ResourceTypes/User", 200, 401, 404),
        .. Of("GET " + Directory + "ResourceTypes/Group", 200, 401, 404),
        .. Of("GET " + Directory + "ServiceProviderConfig", 200, 401, 404),
        .. Of("GET " + Admin + "user/{accountId}/get-scim-links", 200, 401, 404),
        .. Of("POST " + Admin + "get-scim-links-for-email", 200, 400, 401, 404, 415),
        .. Of("PATCH " + Admin + "scimDirectoryId/{scimDirectoryId}/scimUserId/{scimUserId}/unlink", 204, 401, 404, 415),
        .. Of("DELETE " + Admin + "user/{accountId}/onlyDeleteUserInDB", 204, 401, 404),
    ];

    public static async Task DriveAsync(SandboxOrganization organization, Func<string, Caller> callerWithKey)
    {
        using Caller admin = callerWithKey(organization.ApiKey);
        using Caller scim = callerWithKey(organization.ScimApiKey);
        string here = "/scim/directory/" + organization.ScimDirectoryId;
        string user = (await scim.GetAsync(here + "/Users")).At("Resources/0/id")!;
        string group = (await scim.GetAsync(here + "/Groups")).At("Resources/0/id")!;

        // The admin key here, and the directory's key there: neither is taken.
        await DriveUsersAsync(admin, here, user);
        await DriveGroupsAsync(admin, here, group, user);
        foreach (string key in new[] { organization.ScimApiKey, organization.ExpiredApiKey, organization.ScopedApiKey, organization.OtherOrganizationApiKey })
        {
            using Caller other = callerWithKey(key);
            await DriveLinksAsync(other, organization, user);
        }

        await DriveUsersAsync(scim, "/scim/directory/no-such-directory", user);
        await DriveGroupsAsync(scim, "/scim/directory/no-such-directory", group, user);
        await DriveUsersAsync(scim, here, user);
        await DriveGroupsAsync(scim, here, group, user);
        await DriveUsersAsync(scim, here, "no-such-user");
        await DriveGroupsAsync(scim, here, "no-such-group", user);
        await DriveFaultsAsync(scim, here);
        await DriveLinksAsync(admin, organization, user);
    }

    public static async Task DriveLimitAsync(Caller scim)
    {
        CallerReply reply;
        do
            reply = await scim.GetAsync($"/scim/directory/{scim.Organization.ScimDirectoryId}/Users");
        while (reply.Status != 429);
    }

    private static async Task DriveUsersAsync(Caller caller, string directory, string user)
    {
        string users = directory + "/Users";
        foreach (string part in Metadata)
            await caller.GetAsync(directory + part);
        await caller.GetAsync(users + "?count=3&attributes=userName,emails.value");
        await caller.GetAsync(users + "?count=3&excludedAttributes=groups");
        await caller.GetAsync($"{users}/{user}?attributes=active");
        await caller.GetAsync(users + "?startIndex=1&count=100");
        await caller.GetAsync(users + "?startIndex=0&count=2");
        await caller.GetAsync(users + "?filter=" + Uri.EscapeDataString("userName eq \"scim.managed@example.com\""));
        await caller.GetAsync(users + "?filter=" + Uri.EscapeDataString("externalId EQ \"nobody\""));
        await caller.GetAsync($"{users}/{user}");
        await caller.SendAsync(HttpMethod.Patch, $"{users}/{user}", Patch("""{"op":"replace","path":"active","value":false}"""));
        await caller.SendAsync(HttpMethod.Patch, $"{users}/{user}", Patch(
            """{"op":"Replace","path":"active","value":true},{"op":"add","path":"name.givenName","value":"Sína"},{"op":"remove","path":"title"},{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"Legal"}"""));
        await caller.SendAsync(HttpMethod.Put, $"{users}/{user}", User("put@example.com"));
        CallerReply created = await caller.PostAsync(users, User("new.person@example.com"));
        await caller.PostAsync(users, User("new.person@example.com"));
        await caller.SendAsync(HttpMethod.Delete, $"{users}/{(created.Status == 201 ? created.At("id") : user)}");
    }

    private static async Task DriveGroupsAsync(Caller caller, string directory, string group, string user)
    {
        string groups = directory + "/Groups";
        string member = $$"""{"value":"{{user}}"}""";
        await caller.GetAsync(groups + "?count=1&startIndex=2");
        await caller.GetAsync(groups + "?filter=" + Uri.EscapeDataString("displayName eq \"okta-営業部\""));
        CallerReply read = await caller.GetAsync($"{groups}/{group}");
        await caller.SendAsync(HttpMethod.Patch, $"{groups}/{group}", Patch($$"""{"op":"remove","path":"members","value":[{{member}}]}"""));
        await caller.SendAsync(HttpMethod.Patch, $"{groups}/{group}", Patch($$"""{"op":"add","path":"members","value":[{{member}}]}"""));
        await caller.SendAsync(HttpMethod.Put, $"{groups}/{group}", Group(read.Status == 200 ? read.At("displayName")! : "any", member));
        CallerReply created = await caller.PostAsync(groups, Group("okta-new", member));
        await caller.PostAsync(groups, Group("okta-new", ""));
        await caller.SendAsync(HttpMethod.Delete, $"{groups}/{(created.Status == 201 ? created.At("id") : group)}");
    }

    private static async Task DriveFaultsAsync(Caller scim, string directory)
    {
        foreach (string list in new[] { "/Users", "/Groups" })
        {
            string id = (await scim.GetAsync(directory + list)).At("Resources/0/id")!;
            await scim.GetAsync($"{directory}{list}?filter={Uri.EscapeDataString("active eq true")}");
            await scim.GetAsync($"{directory}{list}?filter={Uri.EscapeDataString("userName eq \"un\"quoted\"")}");
            await scim.SendAsync(HttpMethod.Get, $"{directory}{list}?startIndex=first", deliberate: true);
            await scim.PostAsync(directory + list, "{}");
            await scim.SendAsync(HttpMethod.Post, directory + list, "{}", "text/plain", deliberate: true);
            await scim.SendAsync(HttpMethod.Post, directory + list, "[]", deliberate: true);
            await scim.SendAsync(HttpMethod.Put, $"{directory}{list}/{id}", "{}");
            await scim.SendAsync(HttpMethod.Put, $"{directory}{list}/{id}", "{}", "text/plain", deliberate: true);
            await scim.SendAsync(HttpMethod.Patch, $"{directory}{list}/{id}", "{}", "text/plain", deliberate: true);
            await scim.SendAsync(HttpMethod.Patch, $"{directory}{list}/{id}", """{"schemas":[],"operations":[{"op":"replace","path":"active","value":false}]}""", deliberate: true);
            await scim.SendAsync(HttpMethod.Patch, $"{directory}{list}/{id}", Patch("""{"op":"replace","path":"meta.version","value":"7"}"""));
            await scim.SendAsync(HttpMethod.Patch, $"{directory}{list}/{id}", Patch("""{"op":"replace","path":"displayName","value":["several"]}"""));
        }

        await scim.PostAsync(directory + "/Groups", Group("okta-broken", """{"value":"no-such-user"}"""));
        await scim.PostAsync(directory + "/Users", User("someone@example.net"));
        await scim.PostAsync(directory + "/Users", """{"userName":"x","emails":[{"value":"x@example.com"}]}""");
    }

    private static async Task DriveLinksAsync(Caller caller, SandboxOrganization organization, string user)
    {
        string root = "/admin/user-provisioning/v1/org/" + organization.OrganizationId;
        string account = Uri.EscapeDataString(caller.Person("google.managed@example.com").AccountId);
        string linked = Uri.EscapeDataString(organization.People.Last(person => person.Kind == SandboxPersonKind.ManagedByScim).AccountId);
        await caller.GetAsync($"{root}/user/{account}/get-scim-links");
        await caller.GetAsync($"{root}/user/{linked}/get-scim-links");
        await caller.GetAsync($"{root}/user/nobody/get-scim-links");
        await caller.PostAsync(root + "/get-scim-links-for-email", """{"email":"unlinked.record@example.com"}""");
        await caller.SendAsync(HttpMethod.Post, root + "/get-scim-links-for-email", "{}", deliberate: true);
        await caller.SendAsync(HttpMethod.Post, root + "/get-scim-links-for-email", "{}", "text/plain", deliberate: true);
        await caller.SendAsync(HttpMethod.Patch, $"{root}/scimDirectoryId/{organization.ScimDirectoryId}/scimUserId/{user}/unlink", "{}");
        await caller.SendAsync(HttpMethod.Patch, $"{root}/scimDirectoryId/none/scimUserId/none/unlink", "{}");
        await caller.SendAsync(HttpMethod.Patch, $"{root}/scimDirectoryId/none/scimUserId/none/unlink", "{}", "text/plain", deliberate: true);
        await caller.SendAsync(HttpMethod.Delete, $"{root}/user/{account}/onlyDeleteUserInDB");
        CallerReply deleted = await caller.SendAsync(HttpMethod.Delete, $"{root}/user/{linked}/onlyDeleteUserInDB");
        Assert.True(deleted.Status is 204 or 401 or 404, deleted.ToString());
    }

    private static string User(string email) =>
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{email}}","externalId":"{{Guid.NewGuid():N}}","title":"Lead","name":{"givenName":"P"},"emails":[{"value":"{{email}}","type":"work","primary":true}],"active":true}""";

    private static string Group(string name, string member) =>
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}","externalId":"g-1","members":[{{member}}]}""";

    private static string Patch(string operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""";

    private static string[] Of(string operation, params int[] statuses) =>
        [.. statuses.Select(status => operation + " " + status.ToString(CultureInfo.InvariantCulture))];
}
