using System.Net.Http;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.Provisioning;

/// <summary>The SCIM directory and the organization are one: what is done in the one shows in the other.</summary>
public sealed class ScimTests : IDisposable
{
    private const string Sina = "scim.managed@example.com";

    private readonly SandboxOrganization _organization = new();
    private readonly Caller _admin;
    private readonly Caller _scim;

    public ScimTests()
    {
        _admin = new Caller(_organization);
        _scim = new Caller(_organization, key: _organization.ScimApiKey);
    }

    private string Directory => "/scim/directory/" + _organization.ScimDirectoryId;

    private string Links => "/admin/user-provisioning/v1/org/" + _organization.OrganizationId;

    public void Dispose()
    {
        _admin.Dispose();
        _scim.Dispose();
    }

    [Fact]
    public async Task Deactivating_shows_in_the_account_the_directory_and_the_audit_log_and_can_be_taken_back()
    {
        string user = await IdOfAsync(Sina);

        await SetActiveAsync(user, active: false);

        Assert.Equal("inactive", (await _admin.GetAsync(_admin.ManageOf(Sina) + "/profile")).At("account/account_status"));
        Assert.Equal("deactivated", (await _admin.SearchAsync($$"""{"emails":["{{Sina}}"]}""")).At("data/0/status"));
        Assert.Equal("user_deactivated", (await _admin.GetAsync(_admin.V1 + "/events?limit=1")).At("data/0/attributes/action"));
        await SetActiveAsync(user, active: true);
        Assert.Equal("active", (await _admin.GetAsync(_admin.ManageOf(Sina) + "/profile")).At("account/account_status"));
    }

    [Fact]
    public async Task The_plain_disable_of_a_linked_account_is_refused_until_the_link_is_gone()
    {
        string user = await IdOfAsync(Sina);
        CallerReply refused = await _admin.PostAsync(_admin.ManageOf(Sina) + "/lifecycle/disable");
        Assert.Equal((403, "externalDirectory.scim"), (refused.Status, refused.At("context/reason/key")));

        await _admin.SendAsync(HttpMethod.Patch, $"{Links}/scimDirectoryId/{_organization.ScimDirectoryId}/scimUserId/{user}/unlink", "{}");

        Assert.Equal(204, (await _admin.PostAsync(_admin.ManageOf(Sina) + "/lifecycle/disable")).Status);
        Assert.Null((await _scim.GetAsync($"{Directory}/Users/{user}")).At("urn:scim:schemas:extension:atlassian-external:1.0"));
    }

    [Fact]
    public async Task Deleting_a_record_deactivates_the_account_and_is_final()
    {
        string user = await IdOfAsync(Sina);

        Assert.Equal(204, (await _scim.SendAsync(HttpMethod.Delete, $"{Directory}/Users/{user}")).Status);

        Assert.Equal("inactive", _organization.Find(Sina)!.AccountStatus);
        Assert.Equal(404, (await _scim.GetAsync($"{Directory}/Users/{user}")).Status);
        Assert.Equal("[]", (await _admin.GetAsync($"{Links}/user/{Uri.EscapeDataString(_organization.Find(Sina)!.AccountId)}/get-scim-links")).At("scimLinks"));
    }

    [Fact]
    public async Task Deleting_the_record_with_the_admin_key_leaves_the_account_as_it_is()
    {
        string account = Uri.EscapeDataString(_organization.Find(Sina)!.AccountId);

        Assert.Equal(204, (await _admin.SendAsync(HttpMethod.Delete, $"{Links}/user/{account}/onlyDeleteUserInDB")).Status);

        Assert.Equal("active", _organization.Find(Sina)!.AccountStatus);
        Assert.Equal(404, (await _admin.SendAsync(HttpMethod.Delete, $"{Links}/user/{account}/onlyDeleteUserInDB")).Status);
    }

    [Fact]
    public async Task There_are_linked_unlinked_and_orphaned_records()
    {
        CallerReply linked = await FindAsync(Sina);
        CallerReply unlinked = await FindAsync("unlinked.record@example.com");
        CallerReply orphaned = await FindAsync("closed.account@example.com");

        const string Account = "Resources/0/urn:scim:schemas:extension:atlassian-external:1.0/atlassianAccountId";
        Assert.Equal(_organization.Find(Sina)!.AccountId, linked.At(Account));
        Assert.Null(unlinked.At(Account));
        Assert.Null(_organization.Find("unlinked.record@example.com"));
        Assert.Equal("closed", _organization.Find("closed.account@example.com")!.AccountStatus);
        Assert.Equal(_organization.Find("closed.account@example.com")!.AccountId, orphaned.At(Account));
    }

    [Fact]
    public async Task A_new_user_is_linked_to_the_managed_account_of_that_address_and_owns_it_from_then_on()
    {
        CallerReply made = await _scim.PostAsync(
            Directory + "/Users", """{"userName":"mia","displayName":"Mia M.","emails":[{"value":"mia.active@example.com","primary":true}]}""");

        SandboxPerson mia = _organization.Find("mia.active@example.com")!;
        Assert.Equal(mia.AccountId, made.At("urn:scim:schemas:extension:atlassian-external:1.0/atlassianAccountId"));
        Assert.Equal("Mia M.", mia.Name);
        Assert.Equal(403, (await _admin.PostAsync(_admin.ManageOf(mia.Email) + "/lifecycle/disable")).Status);
        Assert.Equal("synced", (await _admin.SearchAsync("""{"emails":["mia.active@example.com"]}""")).At("data/0/managementSource"));
    }

    [Fact]
    public async Task Members_of_a_group_are_members_in_the_organization()
    {
        string user = await IdOfAsync(Sina);
        CallerReply made = await _scim.PostAsync(Directory + "/Groups", $$"""{"displayName":"okta-new","members":[{"value":"{{user}}"}]}""");
        CallerReply group = await _admin.PostAsync(_admin.V2 + "/directories/-/groups/search", """{"groupNames":["okta-new"],"expand":["counts.users"]}""");
        Assert.Equal(("true", "1"), (group.At("data/0/externalSynced"), group.At("data/0/counts/users")));

        await _scim.SendAsync(HttpMethod.Delete, $"{Directory}/Groups/{made.At("id")}");

        group = await _admin.PostAsync(_admin.V2 + "/directories/-/groups/search", """{"groupNames":["okta-new"]}""");
        Assert.Equal("[]", group.At("data"));
    }

    [Fact]
    public async Task A_group_named_like_one_of_the_organization_is_never_synchronized()
    {
        await _scim.PostAsync(Directory + "/Groups", """{"displayName":"confluence-users-sandbox"}""");

        CallerReply groups = await _admin.PostAsync(_admin.V2 + "/directories/-/groups/search", """{"groupNames":["confluence-users-sandbox"]}""");
        Assert.Equal((1, "false"), (groups.Json.GetProperty("data").GetArrayLength(), groups.At("data/0/externalSynced")));
    }

    [Fact]
    public async Task A_patch_of_several_steps_is_carried_out_whole_or_not_at_all()
    {
        string user = await IdOfAsync(Sina);

        CallerReply refused = await PatchAsync(user, """{"op":"replace","path":"active","value":false},{"op":"replace","path":"emails","value":[]}""");

        Assert.Equal(400, refused.Status);
        Assert.Equal("active", _organization.Find(Sina)!.AccountStatus);
    }

    [Fact]
    public async Task An_address_on_another_domain_costs_the_record_its_account_and_the_account_its_groups()
    {
        string user = await IdOfAsync(Sina);
        Assert.Contains("okta-everyone", (await _admin.SearchAsync($$"""{"emails":["{{Sina}}"],"expand":["groups"]}""")).Text, StringComparison.Ordinal);

        CallerReply reply = await PatchAsync(user, Email("sina@example.net"));

        Assert.Equal((200, "sina@example.net"), (reply.Status, reply.At("emails/0/value")));
        Assert.Null(reply.At("urn:scim:schemas:extension:atlassian-external:1.0"));
        Assert.DoesNotContain("okta-everyone", (await _admin.SearchAsync($$"""{"emails":["{{Sina}}"],"expand":["groups"]}""")).Text, StringComparison.Ordinal);
        Assert.Equal("active", _organization.Find(Sina)!.AccountStatus);
    }

    [Theory]
    [InlineData("scim.disabled@example.com")]
    [InlineData("SCIM.Disabled@Example.com")]
    [InlineData("mia.active@example.com")]
    public async Task An_address_that_is_taken_is_refused_in_the_words_of_the_knowledge_base(string email)
    {
        CallerReply reply = await PatchAsync(await IdOfAsync(Sina), Email(email));

        Assert.Equal((409, "uniqueness", $"Resource [USER]: with email[{email}] already exists."), (reply.Status, reply.At("scimType"), reply.At("detail")));
    }

    private static string Email(string address) => $$"""{"op":"replace","path":"emails","value":[{"value":"{{address}}","type":"work","primary":true}]}""";

    [Fact]
    public async Task Only_the_key_of_the_directory_is_taken()
    {
        Assert.Equal(401, (await _admin.GetAsync(Directory + "/Users")).Status);
        Assert.Equal(401, (await _scim.GetAsync(_admin.V1)).Status);
        Assert.Equal(401, (await _scim.GetAsync(_admin.ManageOf(Sina))).Status);
    }

    private async Task<string> IdOfAsync(string userName) => (await FindAsync(userName)).At("Resources/0/id")!;

    private Task<CallerReply> FindAsync(string userName) =>
        _scim.GetAsync($"{Directory}/Users?filter={Uri.EscapeDataString($"userName eq \"{userName}\"")}");

    private async Task SetActiveAsync(string user, bool active) =>
        Assert.Equal(200, (await PatchAsync(user, $$"""{"op":"replace","path":"active","value":{{(active ? "true" : "false")}}}""")).Status);

    private Task<CallerReply> PatchAsync(string user, string operations) => _scim.SendAsync(
        HttpMethod.Patch, $"{Directory}/Users/{user}", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");
}
