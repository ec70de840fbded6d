using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Tests.Http.Loopback;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Http;

/// <summary>What goes over the wire, operation by operation.</summary>
public class RequestFormTests
{
    private const string A = ClientUnderTest.AccountId;
    private const string Path = "/users/557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a0/manage";
    private const string Org = "/admin/v1/orgs/" + ClientUnderTest.OrganizationId;
    private const string Org2 = "/admin/v2/orgs/" + ClientUnderTest.OrganizationId;

    public static TheoryData<string> Names => [.. Operations.Keys];

    private static Dictionary<string, (Func<AdminClient, Task> Call, string Reply, string Expected)> Operations { get; } = new()
    {
        ["manage"] = (c => c.Accounts.GetPermissionsAsync(A), "{}", $"GET {Path} "),
        ["manage, some"] = (c => c.Accounts.GetPermissionsAsync(A, [Privilege.EmailSet, Privilege.LifecycleEnablement]), "{}", $"GET {Path}?privileges=email.set&privileges=lifecycle.enablement "),
        ["profile"] = (c => c.Accounts.GetProfileAsync(A), """{"account":{}}""", $"GET {Path}/profile "),
        ["profile write"] = (c => c.Accounts.UpdateProfileAsync(A, new UserProfileUpdate { Name = "Zoë", Department = "Ops" }), """{"account":{}}""",
            $$$"""PATCH {{{Path}}}/profile {"name":"Zoë","extended_profile":{"department":"Ops"}}"""),
        ["email"] = (c => c.Accounts.SetEmailAsync(A, "zoë@example.com"), "", $$"""PUT {{Path}}/email {"email":"zoë@example.com"}"""),
        ["tokens"] = (c => c.Accounts.GetApiTokensAsync(A), "[]", $"GET {Path}/api-tokens "),
        ["token delete"] = (c => c.Accounts.RevokeApiTokenAsync(A, "t/1"), "", $"DELETE {Path}/api-tokens/t%2F1 "),
        ["disable"] = (c => c.Accounts.DisableAsync(A), "", $$"""POST {{Path}}/lifecycle/disable {}"""),
        ["disable with a message"] = (c => c.Accounts.DisableAsync(A, "Left \"us\" <b>"), "", $$"""POST {{Path}}/lifecycle/disable {"message":"Left \"us\" <b>"}"""),
        ["enable"] = (c => c.Accounts.EnableAsync(A), "", $$"""POST {{Path}}/lifecycle/enable {}"""),
        ["delete"] = (c => c.Accounts.DeleteAsync(A), """{"message":"AccountId x has been deleted."}""", $$"""POST {{Path}}/lifecycle/delete {}"""),
        ["cancel-delete"] = (c => c.Accounts.CancelDeleteAsync(A), """{"message":"Success"}""", $$"""POST {{Path}}/lifecycle/cancel-delete {}"""),
        ["organizations"] = (c => AllAsync(c.Organizations.ListAsync()), """{"data":[],"links":{"self":"https://x"},"meta":null}""", "GET /admin/v1/orgs "),
        ["organization"] = (c => c.Organizations.GetAsync(), $$$"""{"data":{"id":"{{{ClientUnderTest.OrganizationId}}}"}}""", $"GET {Org} "),
        ["directories"] = (c => AllAsync(c.Organizations.GetDirectoriesAsync()), """{"data":[]}""", $"GET {Org2}/directories?limit=100 "),
        ["directories of a person"] = (c => AllAsync(c.Organizations.GetDirectoriesAsync(A, "a b")), """{"data":[]}""",
            $"GET {Org2}/directories?accountId=557058%3A4f9acfd2-6155-419b-8de5-5b5cf27a59a0&searchTerm=a%20b&limit=100 "),
        ["domains"] = (c => AllAsync(c.Organizations.GetDomainsAsync()), """{"data":[]}""", $"GET {Org}/domains "),
        ["managed accounts"] = (c => AllAsync(c.Organizations.GetManagedAccountsAsync()), """{"data":[]}""", $"GET {Org}/users "),
        ["search"] = (c => AllAsync(c.Users.SearchAsync(new UserSearch { SearchTerm = "Zoë", Status = ["active"], ClaimStatus = "managed", Limit = 20 })), """{"data":[]}""",
            $$"""POST {{Org2}}/directories/-/users/search {"searchTerm":"Zoë","claimStatus":"managed","status":["active"],"limit":20}"""),
        ["user"] = (c => c.Users.GetAsync(A), $$$"""{"data":{"accountId":"{{{A}}}"}}""", $"GET {Org2}/directories/-/users/557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a0 "),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_operation_is_one_request_in_the_documented_form(string name)
    {
        (Func<AdminClient, Task> call, string reply, string expected) = Operations[name];
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(reply.Length == 0 ? 204 : 200, reply));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        await call(client);

        LoopbackRequest request = server.Requests.Single();
        Assert.Equal(expected, request.ToString());
        Assert.Equal("Bearer " + ClientUnderTest.AdminKey, request.Header("Authorization"));
        Assert.Equal("application/json", request.Header("Accept"));
        bool hasBody = request.Method is "POST" or "PUT" or "PATCH";
        Assert.Equal(hasBody ? "application/json" : null, request.Header("Content-Type"));
        Assert.Equal(hasBody, request.Body.Length > 0);
    }

    [Fact]
    public void Every_public_operation_is_among_these()
    {
        // An operation that is added wants its own line above.
        IEnumerable<string> accounts = typeof(AccountsClient).GetMethods().Where(m => m.DeclaringType == typeof(AccountsClient)).Select(m => m.Name);

        Assert.Equal(
            ["CancelDeleteAsync", "DeleteAsync", "DisableAsync", "EnableAsync", "GetApiTokensAsync", "GetPermissionsAsync", "GetProfileAsync", "RevokeApiTokenAsync", "SetEmailAsync", "UpdateProfileAsync"],
            accounts.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("secret-key-0123", "secret-key-0123")]
    [InlineData("secret-key-0123\n", "secret-key-0123")]
    [InlineData("\r\n secret-key-0123 \t\r\n", "secret-key-0123")]
    [InlineData("Bearer secret-key-0123", "secret-key-0123")]
    [InlineData(" bearer   secret-key-0123\n", "secret-key-0123")]
    public async Task The_key_arrives_clean(string given, string sent)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri, given);

        await client.Accounts.GetPermissionsAsync("x");

        Assert.Equal("Bearer " + sent, server.Requests.Single().Header("Authorization"));
    }

    [Fact]
    public async Task No_cookie_of_the_service_comes_back_to_it()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{}", "Set-Cookie: session=1; Path=/"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        await client.Accounts.GetPermissionsAsync("x");
        await client.Accounts.GetPermissionsAsync("y");

        Assert.Null(server.Requests[1].Header("Cookie"));
    }

    private static async Task AllAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T _ in items)
        {
        }
    }
}
