using System.Net;
using System.Net.Http;
using System.Text;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Sandbox.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Site;

/// <summary>The sites of the sandbox, by plain HTTP as reference 6 tells it (no document of it is at hand), and by the site client.</summary>
public sealed class SiteTests : IDisposable
{
    private const string Api = "/rest/api/3";

    private readonly SandboxOrganization _organization = new();
    private readonly Caller _admin;

    public SiteTests() => _admin = CallerWith(_organization.AdminEmail, _organization.PersonalToken);

    public void Dispose() => _admin.Dispose();

    [Fact]
    public async Task The_owner_of_the_token_is_the_same_person_as_in_the_organization()
    {
        CallerReply myself = await _admin.GetAsync(Api + "/myself");

        Assert.Equal(200, myself.Status);
        Assert.Equal(_admin.Person("admin@example.com").AccountId, myself.At("accountId"));
        Assert.Equal("true", myself.At("active"));
    }

    [Fact]
    public async Task What_takes_a_credential_refuses_a_wrong_one_and_says_so_in_a_header()
    {
        foreach (Caller caller in WrongCallers())
        {
            using (caller)
            {
                foreach (string path in new[] { "/myself", "/user?accountId=x", "/users/search", "/user/groups?accountId=x", "/group/bulk" })
                {
                    CallerReply refused = await caller.GetAsync(Api + path);
                    Assert.Equal((401, "AUTHENTICATED_FAILED"), (refused.Status, refused.Headers["X-Seraph-LoginReason"]));
                }
            }
        }
    }

    [Fact]
    public async Task What_anybody_may_ask_answers_a_wrong_credential_with_nothing()
    {
        using Caller nobody = new(_organization, authorization: "");
        foreach (Caller caller in WrongCallers().Append(nobody))
        {
            using (caller)
            {
                CallerReply people = await caller.GetAsync(Api + "/user/search?query=a");
                CallerReply groups = await caller.GetAsync(Api + "/groups/picker?query=a");
                Assert.Equal((200, "[]", 200, "0"), (people.Status, people.Text, groups.Status, groups.At("total")));
                Assert.Equal(caller != nobody, people.Headers.ContainsKey("X-Seraph-LoginReason"));
            }
        }
    }

    [Fact]
    public async Task Deactivated_in_the_organization_is_inactive_on_the_site_and_no_more_found()
    {
        string mia = _admin.Person("mia.active@example.com").AccountId;
        using var client = Client(new SandboxHandler(_organization));
        Assert.Single(await client.Users.FindByEmailAsync("mia.active@example.com"));

        using var organization = new Caller(_organization);
        await organization.PostAsync(organization.ManageOf("mia.active@example.com") + "/lifecycle/disable");

        Assert.False((await client.Users.GetAsync(mia)).Active);
        Assert.Empty(await client.Users.FindByEmailAsync("mia.active@example.com"));
        Assert.Contains(await AllAsync(client.Users.ListAsync()), user => user.AccountId == mia);
        using Caller member = CallerWith(_organization.MemberEmail, _organization.MemberToken);
        Assert.Equal(401, (await member.GetAsync(Api + "/myself")).Status);
    }

    [Fact]
    public async Task A_hidden_address_is_found_and_not_shown()
    {
        using var client = Client(new SandboxHandler(_organization));

        List<SiteUser> found = await AllAsync(client.Users.SearchAsync("many.tokens@example.com"));

        Assert.Equal(("Tom Tokens", (string?)null), (Assert.Single(found).Name, found[0].Email));
        Assert.Empty(await client.Users.FindByEmailAsync("many.tokens@example.com"));
    }

    [Fact]
    public async Task Everybody_of_the_directory_is_on_the_site_once_and_nobody_else()
    {
        using var client = Client(new SandboxHandler(_organization));

        List<SiteUser> people = await AllAsync(client.Users.ListAsync());

        Assert.Equal(people.Select(p => p.AccountId).Distinct().Count(), people.Count);
        using var organization = new Caller(_organization);
        int expected = 0;
        foreach (SandboxPerson person in _organization.People)
        {
            CallerReply reply = await organization.GetAsync($"{organization.V2}/directories/{_organization.DirectoryIds[0]}/users/{Uri.EscapeDataString(person.AccountId)}");
            bool isThere = reply.Status == 200;
            expected += isThere ? 1 : 0;
            Assert.Equal(isThere, people.Any(p => p.AccountId == person.AccountId));
        }

        Assert.Equal(expected, people.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taken_out_of_a_group_of_a_site_the_organization_still_knows_the_person(bool gateway)
    {
        using SandboxServer server = SandboxServer.Start(_organization);
        using SiteClient client = gateway ? await GatewayClientAsync(server.Uri) : Client(null, server.Uri);
        string tom = _admin.Person("many.tokens@example.com").AccountId;
        SiteGroup aurora = Assert.Single(await AllAsync(client.Groups.ListAsync(groupNames: ["Project Aurora"])));
        int before = (await client.Users.GetGroupsAsync(tom)).Count;

        await client.Groups.RemoveMemberAsync(aurora.GroupId, tom);

        IReadOnlyList<SiteGroup> after = await client.Users.GetGroupsAsync(tom);
        Assert.Equal(before - 1, after.Count);
        Assert.DoesNotContain(after, group => group.GroupId == aurora.GroupId);
        using var organization = new Caller(_organization);
        CallerReply person = await organization.SearchAsync("""{"emails":["many.tokens@example.com"],"expand":["groups"]}""");
        Assert.Equal("active", person.At("data/0/accountStatus"));
        Assert.Equal(after.Select(group => group.Name), person.Json.GetProperty("data")[0].GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("name").GetString()));

        await client.Groups.AddMemberAsync(aurora.GroupId, tom);
        Assert.Equal(before, (await client.Users.GetGroupsAsync(tom)).Count);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_in_the_shape_of_a_site()
    {
        using var client = Client(new SandboxHandler(_organization));
        using SiteClient member = Client(new SandboxHandler(_organization), email: _organization.MemberEmail, token: _organization.MemberToken);
        string mia = _admin.Person("mia.active@example.com").AccountId;
        SiteGroup aurora = await GroupAsync(client, "Project Aurora");
        SiteGroup okta = await GroupAsync(client, "okta-everyone");
        SiteGroup empty = await GroupAsync(client, "nobody-yet");

        (string Code, int Status)[] refusals =
        [
            await RefusedAsync(client.Groups.AddMemberAsync(aurora.GroupId, mia)),
            await RefusedAsync(client.Groups.RemoveMemberAsync(empty.GroupId, mia)),
            await RefusedAsync(client.Groups.RemoveMemberAsync(okta.GroupId, mia)),
            await RefusedAsync(client.Groups.AddMemberAsync(Guid.Empty.ToString(), mia)),
            await RefusedAsync(client.Groups.AddMemberAsync(empty.GroupId, "nobody")),
            await RefusedAsync(client.Users.GetAsync("nobody")),
            await RefusedAsync(member.Groups.RemoveMemberAsync(aurora.GroupId, mia)),
        ];

        Assert.Equal(
            [
                (ErrorCode.RequestRejected, 400), (ErrorCode.RequestRejected, 400), (ErrorCode.GroupManagedExternally, 403), (ErrorCode.GroupNotFound, 404),
                (ErrorCode.AccountNotFound, 404), (ErrorCode.AccountNotFound, 404), (ErrorCode.NotSiteAdmin, 403),
            ],
            refusals);
    }

    [Fact]
    public async Task The_members_of_a_group_are_paged_and_the_inactive_ones_told_only_when_asked_for()
    {
        string group = (await _admin.GetAsync(Api + "/groups/picker?query=jira-software-users")).At("groups/0/groupId")!;
        CallerReply all = await _admin.GetAsync($"{Api}/group/member?groupId={group}&includeInactiveUsers=true");
        CallerReply active = await _admin.GetAsync($"{Api}/group/member?groupname=jira-software-users-sandbox&startAt=0&maxResults=2");
        CallerReply last = await _admin.GetAsync($"{Api}/group/member?groupId={group}&startAt={int.Parse(active.At("total")!, System.Globalization.CultureInfo.InvariantCulture) - 1}");

        Assert.Equal((2, "false"), (active.Json.GetProperty("values").GetArrayLength(), active.At("isLast")));
        Assert.Equal((1, "true"), (last.Json.GetProperty("values").GetArrayLength(), last.At("isLast")));
        Assert.True(int.Parse(all.At("total")!, System.Globalization.CultureInfo.InvariantCulture) > int.Parse(active.At("total")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(404, (await _admin.GetAsync(Api + "/group/member?groupname=nobody")).Status);
        Assert.Equal(400, (await _admin.GetAsync(Api + "/group/member")).Status);
        using Caller member = CallerWith(_organization.MemberEmail, _organization.MemberToken);
        Assert.Equal(403, (await member.GetAsync($"{Api}/group/member?groupId={group}")).Status);
    }

    [Fact]
    public async Task Two_sites_have_the_groups_of_two_directories()
    {
        using SiteClient first = Client(new SandboxHandler(_organization), new Uri($"https://{_organization.SiteHosts[0]}.x.invalid"));
        using SiteClient second = Client(new SandboxHandler(_organization), new Uri($"https://{_organization.SiteHosts[1]}.x.invalid"));

        Assert.NotEqual((await GroupAsync(first, "Project Aurora")).GroupId, (await GroupAsync(second, "Project Aurora")).GroupId);
        Assert.Empty(await first.Groups.SearchAsync("CONTRACTORS"));
        Assert.Equal("contractors", Assert.Single(await second.Groups.SearchAsync("CONTRACTORS")).Name);
        Assert.NotEqual(await first.GetCloudIdAsync(), await second.GetCloudIdAsync());
    }

    [Fact]
    public async Task A_change_on_a_site_stands_in_the_audit_log()
    {
        using var client = Client(new SandboxHandler(_organization));
        await client.Groups.AddMemberAsync((await GroupAsync(client, "nobody-yet")).GroupId, _admin.Person("mia.active@example.com").AccountId);

        using var organization = new Caller(_organization);
        CallerReply events = await organization.GetAsync($"{organization.V1}/events?limit=1");

        Assert.Equal("user_added_to_group", events.At("data/0/attributes/action"));
    }

    [Fact]
    public async Task A_limit_is_announced_as_sites_do()
    {
        var organization = new SandboxOrganization(new SandboxOptions { RateLimit = 4 });
        using Caller caller = CallerWith(organization.AdminEmail, organization.PersonalToken, organization);
        var replies = new List<CallerReply>();
        for (int i = 0; i < 5; i++)
            replies.Add(await caller.GetAsync(Api + "/myself"));

        Assert.DoesNotContain("X-RateLimit-NearLimit", replies[0].Headers.Keys);
        Assert.Equal("true", replies[3].Headers["X-RateLimit-NearLimit"]);
        CallerReply refused = replies[4];
        Assert.Equal((429, "jira-burst-based", "Rate limit exceeded."), (refused.Status, refused.Headers["RateLimit-Reason"], refused.At("errorMessages/0")));
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 0, 60);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\dZ$", refused.Headers["X-RateLimit-Reset"]);
    }

    private IEnumerable<Caller> WrongCallers()
    {
        yield return new Caller(_organization, authorization: "Basic !");
        yield return new Caller(_organization, key: _organization.PersonalToken);
        yield return CallerWith(_organization.AdminEmail, "wrong");
        yield return CallerWith(_organization.MemberEmail, _organization.PersonalToken);
        yield return CallerWith(_organization.AdminEmail, _organization.ApiKey);
        yield return CallerWith(_organization.AdminEmail, _organization.ScopedPersonalToken);
    }

    private Caller CallerWith(string email, string token, SandboxOrganization? organization = null) =>
        new(organization ?? _organization, authorization: "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{email}:{token}")));

    private SiteClient Client(HttpMessageHandler? network, Uri? address = null, string? email = null, string? token = null)
    {
        var key = ApiKey.From(new NetworkCredential("", token ?? _organization.PersonalToken).SecurePassword);
        var options = new AdminClientOptions(key, null, address ?? new Uri("https://site.invalid/")) { Network = network is null ? null : () => network };
        return new SiteClient(options, email ?? _organization.AdminEmail);
    }

    private async Task<SiteClient> GatewayClientAsync(Uri address)
    {
        using SiteClient site = Client(null, address);
        return Client(null, SiteAddress.From(address.AbsoluteUri).Gateway(await site.GetCloudIdAsync()), token: _organization.ScopedPersonalToken);
    }

    private static async Task<SiteGroup> GroupAsync(SiteClient client, string name) => Assert.Single(await AllAsync(client.Groups.ListAsync(groupNames: [name])));

    private static async Task<(string Code, int Status)> RefusedAsync(Task call)
    {
        AdminException error = await Assert.ThrowsAsync<AdminException>(() => call);
        return (error.Code, error.HttpStatus);
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (T item in items)
            all.Add(item);
        return all;
    }
}
