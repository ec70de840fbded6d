using System.Text.Json.Nodes;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Groups;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Policies;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Replies;

/// <summary>Replies that no one here invented, through the real client over a real connection: nothing that came is lost, and nothing is told as odd.</summary>
public class RecordedReplyTests
{
    public static TheoryData<string> Successes => [.. RecordedReply.All.Where(r => r.Status < 300).Select(r => r.File)];

    [Fact]
    public void Every_file_is_a_row() => Assert.Equal(RecordedReply.Files.Order(StringComparer.Ordinal), RecordedReply.All.Select(r => r.File).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task Nothing_is_lost_and_nothing_is_odd(string file)
    {
        await using var reader = new ReplyReader();
        RecordedReply reply = RecordedReply.Of(file);

        IReadOnlyList<object> read = await reader.ReadAsync(reply, reply.Text);

        Assert.Empty(reader.Odd);
        Assert.Empty(reader.Unreadable);
        if (read.Count == 0 || read[0] is int or AccountPermissions)
            return;
        HashSet<string> held = Leaves.In(read);
        Assert.DoesNotContain(Leaves.Of(Records(JsonNode.Parse(reply.Text)!)), leaf => !leaf.Text.IsIn(held));
    }

    [Theory]
    [InlineData("apikeys.json", 2)]
    [InlineData("baton-apitokens.json", 1)]
    [InlineData("docs-tokens.json", 3)]
    [InlineData("docs-users-v1.json", 2)]
    [InlineData("docs-users-v1-2.json", 1)]
    [InlineData("domains.json", 2)]
    [InlineData("elastic-events.json", 5)]
    [InlineData("elastic-stream-end.json", 0)]
    [InlineData("folio-groups.json", 2)]
    [InlineData("folio-policies-1.json", 1)]
    [InlineData("folio-policies-2.json", 1)]
    [InlineData("folio-roles.json", 3)]
    [InlineData("goatlas-org.json", 1)]
    [InlineData("grove-events-002.json", 1)]
    [InlineData("invite-206.json", 1)]
    [InlineData("jirajs-event-actions.json", 1)]
    [InlineData("jirajs-orgs-empty.json", 0)]
    [InlineData("jirajs-policies.json", 3)]
    [InlineData("jirajs-user-search.json", 3)]
    [InlineData("scim-links.json", 1)]
    public async Task Every_record_is_read(string file, int count)
    {
        await using var reader = new ReplyReader();

        Assert.Equal(count, (await reader.ReadAsync(RecordedReply.Of(file), RecordedReply.Of(file).Text)).Count);
    }

    [Theory]
    [InlineData("baton-403.json", ErrorCode.AccountNotManaged)]
    [InlineData("baton-404-account.json", ErrorCode.AccountNotFound)]
    [InlineData("baton-404-notfound.json", ErrorCode.TokenNotFound)]
    [InlineData("baton-409-empty.json", ErrorCode.Conflict)]
    [InlineData("baton-tcs-404.json", ErrorCode.OrganizationNotFound)]
    [InlineData("baton-uam-404.json", ErrorCode.AccountNotFound)]
    [InlineData("kb-scim-409.json", ErrorCode.ScimUserExists)]
    [InlineData("okta-scim-401.json", ErrorCode.ScimKeyRejected)]
    public async Task A_refusal_has_its_code(string file, string code)
    {
        await using var reader = new ReplyReader();

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => reader.ReadAsync(RecordedReply.Of(file), RecordedReply.Of(file).Text));

        Assert.Equal((code, 1), (error.Code, error.Attempts));
    }

    [Fact]
    public async Task The_cursor_of_a_whole_address_and_that_of_the_meta_part_are_followed()
    {
        await using var reader = new ReplyReader();

        await reader.ReadAsync(RecordedReply.Of("docs-users-v1.json"), RecordedReply.Of("docs-users-v1.json").Text);
        await reader.ReadAsync(RecordedReply.Of("folio-policies-1.json"), RecordedReply.Of("folio-policies-1.json").Text);

        Assert.Contains("?cursor=bmV4dA%3D%3D", reader.Requests[1].Target, StringComparison.Ordinal);
        Assert.Contains("?cursor=opaque", reader.Requests[3].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_keeps_who_with_what_on_what_where_and_in_which_words()
    {
        AuditEvent[] events = [.. (await ReadAsync("elastic-events.json")).Cast<AuditEvent>()];
        AuditEvent token = events[0], app = events[1], settings = events[2], invitation = events[4];

        Assert.Equal(("session", "token-00000001", "Example API Token"), (token.ActorDetail!.Authentication!.Type, token.ActorDetail.Authentication.TokenId, token.ActorTokenLabel));
        Assert.Equal(("198.51.100.30", "EU", "Example Country", "Example City"), (token.Location!.IPAddress, token.Location.Geo, token.Location.CountryName, token.Location.City));
        Assert.Equal("simple", token.MessageFormat);
        Assert.Equal(("apps", "Example Time Tracking Helper", "Example Vendor Inc"), (app.Context[0].Type, app.Context[0].Name, app.Context[0].Attributes["vendor"]));
        Assert.Equal(("sites", "site-example-001", "example.atlassian.net"), (app.Container[0].Type, app.Container[0].ObjectId, app.Container[0].Attributes["cloudUrl"]));
        Assert.Equal("AuthenticationPolicy", settings.Container[0].Attributes["settingName"]);
        Assert.Equal(["carol.davis@example.com"], invitation.Targets);
        Assert.Null(invitation.Context[0].AccountId);

        AuditEvent grove = (AuditEvent)(await ReadAsync("grove-events-002.json"))[0];
        Assert.Equal(["groups/test_id", "name@email.com"], grove.Targets);
        Assert.Equal(("test_id", "name@email.com", "test name"), (grove.Context[1].AccountId, grove.Context[1].Email, grove.Context[1].Name));
        Assert.Equal("region", grove.Location!.RegionName);
    }

    [Fact]
    public async Task A_policy_keeps_its_rule_in_whichever_form()
    {
        Policy[] policies = [.. (await ReadAsync("jirajs-policies.json")).Cast<Policy>()];

        Assert.Equal(["192.0.2.0/24"], policies[0].Values);
        Assert.Equal(("ari:cloud:jira::site/1", "applied", "x"), (policies[0].Resources[0].ResourceId, policies[0].Resources[0].ApplicationStatus, policies[0].Resources[0].Details["migrationStartDateTime"]));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), policies[0].CreatedAt);
        Assert.Equal("weekly", Assert.IsType<PlainObject>(policies[1].Rule)["adminApprovalSummary"]);
        Assert.Empty(Assert.IsType<PlainList>(policies[2].Rule));
        Assert.Equal(9007199254740993L, Assert.IsType<PlainObject>(((Policy)(await ReadAsync("folio-policies-2.json"))[0]).Rule)["large"]);
    }

    [Fact]
    public async Task Groups_roles_keys_tokens_and_people_keep_what_is_beyond_the_documents()
    {
        Group group = (Group)(await ReadAsync("folio-groups.json"))[0];
        Assert.Equal(("DEFAULT_GROUP", false, 12, 3, 2, "GROUP"), (group.ManagementReason, group.Deletable, group.UserCount, group.ResourceCount, group.RoleCount, group.Type));

        RoleAssignment[] roles = [.. (await ReadAsync("folio-roles.json")).Cast<RoleAssignment>()];
        Assert.Equal(["atlassian/user: group_direct, inferred", "atlassian/admin: direct"], roles[0].Methods);
        Assert.Equal((null, "atlassian/org-admin"), (roles[1].ResourceId, roles[1].Roles[0]));
        Assert.Equal(("goal", "atlassian/contributor"), (roles[2].ResourceOwner, roles[2].Roles[0]));

        OrganizationApiKey[] keys = [.. (await ReadAsync("apikeys.json")).Cast<OrganizationApiKey>()];
        Assert.Equal(("inactive", "712020:9", "o"), (keys[0].CreatedByStatus, keys[0].SystemAccountId, keys[0].OrganizationId));
        Assert.Equal(["ari:cloud:platform::org/o"], keys[0].TargetResources!);
        Assert.Empty(keys[1].Scopes);
        Assert.Null(keys[1].TargetResources);

        UserApiToken token = (UserApiToken)(await ReadAsync("docs-tokens.json"))[2];
        Assert.Equal(["read:jira-work"], token.Scopes!);
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), token.CreatedAt);

        User[] people = [.. (await ReadAsync("jirajs-user-search.json")).Cast<User>()];
        Assert.Equal(("2f5e", "d", "7777"), (people[0].Groups![0].GroupId, people[0].Groups![0].Description, people[0].Groups![1].GroupId));
        Assert.Equal(new DateTimeOffset(2024, 3, 5, 6, 7, 8, TimeSpan.Zero).AddTicks(1234560), people[0].AddedToOrg);
        Assert.Equal(("partial", true), (people[1].AccountStatus, people[1].IsForDeletion));
        Assert.Equal((null, null, null), (people[2].Groups, people[2].PlatformRoles, people[2].ResourceCount));

        ManagedAccount app = (ManagedAccount)(await ReadAsync("docs-users-v1-2.json"))[0];
        Assert.Equal((null, null), (app.ProductAccess, app.AccessBillable));
        ManagedAccount[] accounts = [.. (await ReadAsync("docs-users-v1.json")).Cast<ManagedAccount>()];
        Assert.Empty(accounts[1].ProductAccess!);
        Assert.Null(accounts[1].LastActive);
        Assert.Equal(new DateTimeOffset(2026, 8, 3, 0, 0, 0, TimeSpan.Zero), accounts[0].ProductAccess![0].LastActive);

        Assert.True(Assert.IsType<ScimLink>((await ReadAsync("scim-links.json"))[0]).Active);
        Assert.Equal(["Groups", "Users"], Assert.IsType<AuditEventAction>((await ReadAsync("jirajs-event-actions.json"))[0]).Groups!);
    }

    [Fact]
    public async Task What_may_be_done_is_read_with_its_reason_also_where_no_document_names_it()
    {
        var extra = (AccountPermissions)(await ReadAsync("jirajs-manage-extra.json"))[0];
        var documented = (AccountPermissions)(await ReadAsync("docs-manage.json"))[0];

        Assert.Equal((false, "some.newReason"), (extra["lifecycle.delete"]!.Allowed, extra["lifecycle.delete"]!.Reason));
        Assert.Equal((false, "administrative"), (extra["apiToken.create"]!.Allowed, extra["apiToken.create"]!.Reason));
        Assert.Equal(8, documented.ProfileFields.Count);
        Assert.All(documented.Privileges.Values, rule => Assert.True(rule.Allowed));
    }

    private static async Task<IReadOnlyList<object>> ReadAsync(string file)
    {
        await using var reader = new ReplyReader();
        return await reader.ReadAsync(RecordedReply.Of(file), RecordedReply.Of(file).Text);
    }

    // What is around the records is about the page.
    private static JsonNode? Records(JsonNode reply) => reply is JsonObject ? reply["data"] ?? reply["scimLinks"] : reply;
}
