using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Tests.Http.Loopback;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Json;

/// <summary>Values go out in the service's own spelling, whatever case was typed, and those that cannot match are refused with what could.</summary>
public class KnownValuesTests
{
    public static TheoryData<string> Sets => [.. All.Keys];

    private static Dictionary<string, KnownValues> All { get; } = new()
    {
        ["ClaimStatus"] = UserValues.ClaimStatus,
        ["Status"] = UserValues.Status,
        ["AccountStatus"] = UserValues.AccountStatus,
        ["MembershipStatus"] = UserValues.MembershipStatus,
        ["Expand"] = UserValues.Expand,
        ["group Expand"] = GroupSearch.Expansions,
        ["roles of users"] = Role.OfUsers,
        ["roles of groups"] = Role.OfGroups,
        ["roles of invitations"] = Role.OfInvitations,
        ["roles of searches"] = Role.OfSearches,
        ["Privilege"] = Privilege.Known,
        ["Product"] = AuditFilter.KnownProducts,
        ["token Status"] = ApiAccessClient.TokenStatus,
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_value_is_understood_in_any_case_and_goes_out_as_the_service_writes_it(string set)
    {
        KnownValues known = All[set];

        foreach (string value in known.All)
        {
            foreach (string typed in new[] { value, value.ToUpperInvariant(), value.ToLowerInvariant(), char.ToUpperInvariant(value[0]) + value[1..], $" {value} " })
                Assert.Equal(value, known.Spell(typed));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_cannot_match_is_an_error_that_says_what_would(string set)
    {
        KnownValues known = All[set];

        foreach (string typed in new[] { "", "*", "nonsense", known.All[0] + "s", known.All[0] + "*", known.All[0][..^1] })
        {
            AdminException error = Assert.Throws<AdminException>(() => known.Spell(typed));

            Assert.Equal(ErrorCode.UnknownValue, error.Code);
            Assert.Contains(known.Field, error.Message, StringComparison.Ordinal);
            Assert.All(known.All, value => Assert.Contains(value, error.Remedy, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("org-admin", "atlassian/org-admin")]
    [InlineData("ORG-ADMIN", "atlassian/org-admin")]
    [InlineData("Atlassian/Org-Admin", "atlassian/org-admin")]
    [InlineData("user", "atlassian/user")]
    public void A_role_is_understood_without_its_beginning(string typed, string role) => Assert.Equal(role, Role.OfUsers.Spell(typed));

    [Fact]
    public async Task A_search_sends_the_service_s_spelling()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"data":[]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        var search = new UserSearch
        {
            ClaimStatus = "Managed", Status = ["Active", "NOT_INVITED"], AccountStatus = ["Inactive"], MembershipStatus = ["No_Membership"], RoleIds = ["Org-Admin"], Expand = ["Groups", "COUNTS.resources"],
        };

        Assert.Empty(await Paging.ToListAsync(client.Users.SearchAsync(search)));
        Assert.Empty(await Paging.ToListAsync(client.Groups.SearchAsync(new GroupSearch { RoleIds = ["USER"], Expand = ["Counts.Users"] })));
        Assert.Empty(await Paging.ToListAsync(client.ApiAccess.GetTokensAsync(status: "Blocked")));
        Assert.Empty(await Paging.ToListAsync(client.Audit.SearchAsync(new AuditFilter { Products = ["Jira", "CONFLUENCE"] })));

        Assert.Equal(
            """{"claimStatus":"managed","status":["active","not_invited"],"roleIds":["atlassian/org-admin"],"accountStatus":["inactive"],"membershipStatus":["no_membership"],"expand":["groups","counts.resources"]}""",
            server.Requests[0].Body);
        Assert.Equal("""{"roleIds":["atlassian/user"],"expand":["counts.users"]}""", server.Requests[1].Body);
        Assert.Contains("status=blocked", server.Requests[2].Target, StringComparison.Ordinal);
        Assert.Contains("product=jira%2Cconfluence", server.Requests[3].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_privileges_that_are_asked_for_are_spelled_and_an_unknown_one_is_not_asked_for()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, "{}"));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        await client.Accounts.GetPermissionsAsync("x", ["Email.Set", "APITOKEN.read"]);
        Assert.Equal(ErrorCode.UnknownValue, (await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetPermissionsAsync("x", ["email.*"]))).Code);

        Assert.EndsWith("?privileges=email.set&privileges=apiToken.read", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
    }
}
