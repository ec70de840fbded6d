using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Tests.Http;

namespace AtlassianAdmin.Client.Tests.Accounts;

/// <summary>What <c>manage</c> answers, in the documented form and in odd ones. Source: reference 1.2.</summary>
public class AccountPermissionsTests
{
    [Fact]
    public async Task Simple_rules_and_rules_by_field_are_told_apart()
    {
        AccountPermissions read = await ReadAsync(
            """
            { "email.set": {"allowed": false, "reason": {"key": "externalDirectory.scim"}},
              "lifecycle.enablement": {"allowed": true},
              "profile.write": { "name": {"allowed": false, "reason": {"key": "externalDirectory.scim"}},
                                 "nickname": {"allowed": true}, "extended_profile.department": {"allowed": false, "reason": {"key": "authPolicy.saml"}} } }
            """);

        Assert.Equal("x", read.AccountId);
        Assert.Equal((false, "externalDirectory.scim"), (read[Privilege.EmailSet]!.Allowed, read[Privilege.EmailSet]!.Reason));
        Assert.Equal((true, null), (read[Privilege.LifecycleEnablement]!.Allowed, read[Privilege.LifecycleEnablement]!.Reason));
        Assert.Equal(["extended_profile.department", "name", "nickname"], read.ProfileFields.Keys.Order());
        Assert.Equal("authPolicy.saml", read.ProfileFields["extended_profile.department"].Reason);
        Assert.Null(read[Privilege.LifecycleDelete]);
        Assert.Null(read[Privilege.ProfileWrite]);
    }

    [Theory]
    [InlineData("""{"profile":{"name":{"allowed":true}},"profile.write":{"name":{"allowed":false}}}""")]
    [InlineData("""{"profile.write":{"name":{"allowed":false}},"profile":{"name":{"allowed":true}}}""")]
    public async Task The_newer_name_wins_over_the_deprecated_one(string body) => Assert.False((await ReadAsync(body)).ProfileFields["name"].Allowed);

    [Fact]
    public async Task A_privilege_that_no_document_names_is_kept() => Assert.True((await ReadAsync("""{"apiToken.create":{"allowed":true}}"""))["apiToken.create"]!.Allowed);

    [Theory]
    [InlineData("""{"email.set":{"allowed":false,"reason":"externalDirectory.scim"}}""", "externalDirectory.scim")]
    [InlineData("""{"email.set":{"allowed":false,"reason":{"key":5}}}""", null)]
    [InlineData("""{"email.set":{"allowed":false,"reason":{"key":null}}}""", null)]
    [InlineData("""{"email.set":{"allowed":false,"reason":{"key":"\ud800"}}}""", "\ufffd")]
    [InlineData("""{"email.set":{"allowed":false,"reason":{}}}""", null)]
    [InlineData("""{"email.set":{"allowed":false,"reason":null}}""", null)]
    [InlineData("""{"email.set":{"allowed":"no","reason":[]}}""", null)]
    [InlineData("""{"email.set":{"allowed":null}}""", null)]
    [InlineData("""{"email.set":{"allowed":false}}""", null)]
    public async Task An_odd_reason_is_no_reason_and_what_is_not_allowed_stays_so(string body, string? reason)
    {
        PermissionRule rule = (await ReadAsync(body))[Privilege.EmailSet]!;

        Assert.False(rule.Allowed);
        Assert.Equal(reason, rule.Reason);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"email.set":null,"profile.write":[],"x":5,"y":"z","profile":{"name":true}}""")]
    public async Task What_is_no_rule_is_left_out(string body)
    {
        AccountPermissions read = await ReadAsync(body);

        Assert.Empty(read.Privileges);
        Assert.Empty(read.ProfileFields);
    }

    private static async Task<AccountPermissions> ReadAsync(string body)
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(200, body));
        using AdminClient client = ClientUnderTest.Of(network);
        return await client.Accounts.GetPermissionsAsync("x");
    }
}
