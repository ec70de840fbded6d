namespace AtlassianAdmin.Sandbox.Tests.Accounts;

/// <summary>GET manage.</summary>
public sealed class PermissionTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization());

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Everything_is_told_when_nothing_is_asked_for()
    {
        CallerReply reply = await _caller.GetAsync(_caller.ManageOf("mia.active@example.com"));

        Assert.Equal(
            ["apiToken.delete", "apiToken.read", "email.set", "lifecycle.delete", "lifecycle.enablement", "profile", "profile.read", "profile.write"],
            reply.Json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("true", reply.At("lifecycle.enablement/allowed"));
        Assert.Equal(8, reply.Json.GetProperty("profile.write").EnumerateObject().Count());
        Assert.Equal(reply.At("profile.write"), reply.At("profile"));
    }

    [Fact]
    public async Task Privileges_are_asked_for_by_repeating_the_parameter()
    {
        CallerReply reply = await _caller.GetAsync(_caller.ManageOf("scim.managed@example.com") + "?privileges=email.set&privileges=lifecycle.enablement");

        Assert.Equal(["email.set", "lifecycle.enablement"], reply.Json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("""{"allowed":false,"reason":{"key":"externalDirectory.scim"}}""", reply.At("email.set"));
    }

    [Theory]
    [InlineData("scim.managed@example.com", "lifecycle.enablement", "externalDirectory.scim")]
    [InlineData("scim.managed@example.com", "lifecycle.delete", "externalDirectory.scim")]
    [InlineData("scim.managed@example.com", "email.set", "externalDirectory.scim")]
    [InlineData("scim.managed@example.com", "apiToken.delete", null)]
    [InlineData("scim.managed@example.com", "profile.write/name", "externalDirectory.scim")]
    [InlineData("scim.managed@example.com", "profile.write/nickname", null)]
    [InlineData("scim.managed@example.com", "profile.write/extended_profile.department", "externalDirectory.scim")]
    [InlineData("google.managed@example.com", "lifecycle.enablement", "externalDirectory.google")]
    [InlineData("google.managed@example.com", "profile.write/name", "externalDirectory.google")]
    [InlineData("saml.profile@example.com", "profile.write/name", "authPolicy.saml")]
    [InlineData("saml.profile@example.com", "profile.write/zoneinfo", null)]
    [InlineData("saml.profile@example.com", "lifecycle.enablement", null)]
    [InlineData("export.blocked@example.com", "lifecycle.enablement", "blocked.exportControl")]
    [InlineData("admin@example.com", "lifecycle.enablement", "administrative.notMyself")]
    [InlineData("admin@example.com", "lifecycle.delete", "administrative.notMyself")]
    [InlineData("admin@example.com", "profile.write/name", null)]
    [InlineData("closed.account@example.com", "email.set", "administrative")]
    [InlineData("closed.account@example.com", "profile.write/nickname", "administrative")]
    [InlineData("already.disabled@example.com", "lifecycle.enablement", null)]
    [InlineData("pending.deletion@example.com", "lifecycle.delete", null)]
    public async Task Restrictions_come_with_their_reason(string email, string privilege, string? reason)
    {
        CallerReply reply = await _caller.GetAsync(_caller.ManageOf(email));

        Assert.Equal(reason is null ? "true" : "false", reply.At(privilege + "/allowed"));
        Assert.Equal(reason, reply.At(privilege + "/reason/key"));
    }

    [Theory]
    [InlineData("contractor@example.net", 403, "forbidden", "Error: Caller must be a verified org admin of targeted account")]
    [InlineData("unverified@example.com", 403, "forbidden.targetUnverified", "Error: Cannot perform action on unverified account")]
    public async Task Accounts_out_of_reach_are_refused(string email, int status, string key, string detail)
    {
        foreach (string operation in new[] { "", "/profile", "/api-tokens" })
        {
            CallerReply reply = await _caller.GetAsync(_caller.ManageOf(email) + operation);
            Assert.Equal(status, reply.Status);
            Assert.Equal(key, reply.At("key"));
            Assert.Null(reply.At("context"));
            Assert.Equal(detail, reply.At("errorDetail"));
        }

        Assert.Equal(status, (await _caller.PostAsync(_caller.ManageOf(email) + "/lifecycle/disable")).Status);
        Assert.Equal("forbidden.target-unverified", (await _caller.GetAsync(_caller.ManageOf("unverified@example.com"))).At("errorKey"));
    }

    [Theory]
    [InlineData("712020:no-such-account")]
    [InlineData("a/b")]
    [InlineData("a?b#c%d")]
    [InlineData("mia.active@example.com")]
    public async Task An_unknown_account_is_not_found(string accountId)
    {
        CallerReply reply = await _caller.GetAsync(Caller.Manage(accountId));

        Assert.Equal(404, reply.Status);
        Assert.Equal(
            """{"key":"accountNotFound","errorKey":"account-not-found","errorDetail":"Error: User account not found"}""",
            reply.Text);
    }
}
