using System.IO;
using System.Net.Http;
using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Http;

/// <summary>Replies that others recorded or documented, and the sandbox's own in the same situation. The client reads the same files in its tests.</summary>
public sealed class RecordedReplyTests : IDisposable
{
    private const string Mia = "mia.active@example.com";

    private readonly SandboxOrganization _organization = new(new SandboxOptions { UserCount = 120 });
    private readonly Caller _admin;
    private readonly Caller _scim;

    public RecordedReplyTests()
    {
        _admin = new Caller(_organization);
        _scim = new Caller(_organization, key: _organization.ScimApiKey);
    }

    /// <summary>What the sandbox does not send of a recorded list, as paths, in order: what only some products, kinds of events or policies have, and what no document has.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        {
            "apikeys.json",
            ".data[].createdBy.accountStatus:String .data[].orgId:String .data[].resource:String .data[].systemAccountId:String "
            + ".data[].targetResources[].ari:String"
        },
        { "baton-apitokens.json", ".data[].scopes[]:String .links.prev:String .links.self:String" },
        { "docs-tokens.json", "[].scopes[]:String" },
        { "docs-users-v1.json", ".data[].product_access[].id:String" },
        { "domains.json", ".data[].attributes.claim.verifiedAt:String .meta.page_size:Number" },
        {
            "elastic-events.json",
            ".data[].attributes.actor.auth.authType:String .data[].attributes.actor.auth.tokenId:String "
            + ".data[].attributes.actor.auth.tokenLabel:String .data[].attributes.container:Array "
            + ".data[].attributes.container[].attributes.cloudUrl:String .data[].attributes.container[].attributes.settingName:String "
            + ".data[].attributes.container[].attributes.settingValues:String .data[].attributes.context[].attributes.siteName:String "
            + ".data[].attributes.context[].attributes.vendor:String .meta.end_index:Number .meta.start_index:Number .meta.total:Number"
        },
        { "folio-groups.json", ".data[].counts.roles:Number .data[].managementAccess.reason:String .data[].type:String" },
        { "folio-roles.json", "" },
        { "goatlas-org.json", "" },
        {
            "grove-events-002.json",
            ".data[].attributes.actor.links.alt:String .data[].attributes.actor.links.self:String "
            + ".data[].attributes.container[].attributes.siteHostName:String .data[].attributes.container[].attributes.siteName:String "
            + ".data[].attributes.container[].links.alt:String .data[].attributes.context[].attributes.accountType:String "
            + ".data[].attributes.context[].attributes.groupName:String .data[].attributes.context[].links.alt:String "
            + ".data[].attributes.context[].links.self:String .data[].attributes.location.regionName:String .meta.prev:String .meta.total:Number"
        },
        { "invite-206.json", "" },
        { "jirajs-event-actions.json", ".data[].attributes.groupDisplayNames[]:String" },
        {
            "jirajs-policies.json",
            ".data[].attributes.createdAt:String .data[].attributes.id:String .data[].attributes.metadata.a:Number "
            + ".data[].attributes.ownerId:String .data[].attributes.resources[].meta.migrationStartDateTime:String "
            + ".data[].attributes.rule.adminApprovalSummary:String .data[].attributes.rule.consented:Truth "
            + ".data[].attributes.rule.notification[].k:String .data[].attributes.rule.off[]:String .data[].attributes.rule.scopeType:String "
            + ".data[].attributes.rule:Array"
        },
        { "jirajs-user-search.json", ".data[].counts.groups:Number .data[].groups[].description:String .links.self:String" },
        { "lastactive-1.json", "" },
        { "scim-links.json", "" },
    };

    public void Dispose()
    {
        _admin.Dispose();
        _scim.Dispose();
    }

    [Theory]
    [InlineData("baton-403.json", 403, "")]
    [InlineData("baton-404-account.json", 404, "")]
    [InlineData("baton-404-notfound.json", 404, "")]
    [InlineData("baton-delete-ok.json", 200, "AccountId x=>AccountId {account}")]
    [InlineData("baton-tcs-404.json", 404, "timestamp,path,requestId")]
    [InlineData("baton-uam-404.json", 404, "id")]
    [InlineData("docs-manage.json", 200, "")]
    [InlineData("elastic-stream-end.json", 200, "")]
    [InlineData("jirajs-orgs-empty.json", 200, "")]
    [InlineData("kb-scim-409.json", 409, "email@domain=>scim.managed@example.com")]
    [InlineData("okta-scim-401.json", 401, "traceId,{directoryId}=>{scim}")]
    public async Task The_sandbox_answers_as_it_was_recorded(string file, int status, string varies)
    {
        string recorded = Text(file);
        string account = _admin.Person(Mia).AccountId;
        string[] differences = varies.Split(',');
        foreach (string[] pair in differences.Where(part => part.Contains("=>", StringComparison.Ordinal)).Select(part => part.Split("=>")))
            recorded = recorded.Replace(pair[0], pair[1].Replace("{account}", account, StringComparison.Ordinal).Replace("{scim}", _organization.ScimDirectoryId, StringComparison.Ordinal), StringComparison.Ordinal);

        CallerReply reply = await ReplyAsync(file);

        Assert.Equal(status, reply.Status);
        Assert.Equal(Leaves(JsonSerializer.Deserialize<JsonElement>(recorded), differences), Leaves(reply.Json, differences));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_a_recorded_list_tells_the_sandbox_tells_too_in_the_same_kind(string file, string beyond)
    {
        SortedSet<string> recorded = Kinds(JsonSerializer.Deserialize<JsonElement>(Text(file)));

        SortedSet<string> sent = Kinds((await ReplyAsync(file)).Json);

        Assert.Equal(beyond, string.Join(" ", recorded.Except(sent)));
    }

    [Fact]
    public void Every_reply_is_a_row_or_has_a_reason()
    {
        string[] rows = [.. Lists.Select(row => (string)row[0]), .. typeof(RecordedReplyTests).GetMethod(nameof(The_sandbox_answers_as_it_was_recorded))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!)];
        string[] others =
        [
            // A conflict without words: the sandbox has the documented ones.
            "baton-409-empty.json",
            // Forms that other rows have: a second page, an unknown privilege, an unknown type of policy, nobody's activity.
            "docs-users-v1-2.json", "folio-policies-1.json", "folio-policies-2.json", "jirajs-manage-extra.json", "lastactive-empty.json",
        ];

        Assert.Equal(
            typeof(RecordedReplyTests).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            rows.Concat(others).Order(StringComparer.Ordinal));
    }

    private async Task<CallerReply> ReplyAsync(string file)
    {
        string manage = _admin.ManageOf(Mia);
        string mia = Uri.EscapeDataString(_admin.Person(Mia).AccountId);
        string access = "/admin/api-access/v1/orgs/" + _organization.OrganizationId;
        switch (file)
        {
            case "apikeys.json": return await _admin.GetAsync(access + "/api-keys");
            case "baton-403.json": return await _admin.GetAsync(_admin.ManageOf("contractor@example.net") + "/profile");
            case "baton-404-account.json": return await _admin.GetAsync("/users/712020:nobody/manage/profile");
            case "baton-404-notfound.json": return await _admin.SendAsync(HttpMethod.Delete, manage + "/api-tokens/none");
            case "baton-apitokens.json": return await _admin.GetAsync(access + "/api-tokens");
            case "baton-delete-ok.json": return await _admin.SendAsync(HttpMethod.Post, manage + "/lifecycle/delete");
            case "baton-tcs-404.json": return await _admin.GetAsync("/admin/v2/orgs/x/directories");
            case "baton-uam-404.json": return await _admin.GetAsync(_admin.V2 + "/directories/-/users/nobody");
            case "docs-manage.json": return await _admin.GetAsync(manage);
            case "docs-tokens.json": return await _admin.GetAsync(_admin.ManageOf("many.tokens@example.com") + "/api-tokens");
            case "docs-users-v1.json": return await _admin.GetAsync(_admin.V1 + "/users");
            case "domains.json": return await _admin.GetAsync(_admin.V1 + "/domains");
            case "elastic-events.json": return await _admin.GetAsync(_admin.V1 + "/events-stream?limit=500");
            case "grove-events-002.json": return await _admin.GetAsync(_admin.V1 + "/events?limit=500");
            case "elastic-stream-end.json": return await EndAsync();
            case "folio-groups.json": return await _admin.PostAsync(_admin.V2 + "/directories/-/groups/search", """{"expand":["counts.users","counts.resources"]}""");
            case "folio-roles.json": return await _admin.GetAsync($"{_admin.V2}/directories/-/users/{Uri.EscapeDataString(_admin.Person("admin@example.com").AccountId)}/role-assignments");
            case "goatlas-org.json": return await _admin.GetAsync(_admin.V1);
            case "invite-206.json": return await InviteAsync();
            case "jirajs-event-actions.json": return await _admin.GetAsync(_admin.V1 + "/event-actions");
            case "jirajs-orgs-empty.json":
                CallerReply orgs = await _admin.GetAsync("/admin/v1/orgs");
                return new CallerReply(
                    orgs.Status, orgs.MediaType, orgs.Text.Replace(orgs.At("links/self")!, "https://api.atlassian.com/admin/v1/orgs", StringComparison.Ordinal), orgs.Headers);
            case "jirajs-policies.json": return await _admin.GetAsync(_admin.V1 + "/policies");
            case "jirajs-user-search.json": return await _admin.SearchAsync("""{"limit":100,"expand":["platformRoles","groups","productAccess","counts.resources"]}""");
            case "kb-scim-409.json": return await _scim.PostAsync(
                $"/scim/directory/{_organization.ScimDirectoryId}/Users", """{"userName":"x","emails":[{"value":"scim.managed@example.com","primary":true}]}""");
            case "lastactive-1.json": return await _admin.GetAsync($"{_admin.V1}/directory/users/{mia}/last-active-dates");
            case "okta-scim-401.json": return await _admin.GetAsync($"/scim/directory/{_organization.ScimDirectoryId}/Users");
            case "scim-links.json": return await _admin.GetAsync(
                $"/admin/user-provisioning/v1/org/{_organization.OrganizationId}/user/{Uri.EscapeDataString(_admin.Person("scim.managed@example.com").AccountId)}/get-scim-links");
            default: throw new ArgumentException(file, nameof(file));
        }
    }

    private async Task<CallerReply> EndAsync()
    {
        CallerReply page = await _admin.GetAsync(_admin.V1 + "/events-stream");
        while (page.Json.GetProperty("data").GetArrayLength() > 0)
            page = await _admin.GetAsync(page.At("links/next")!);
        return page;
    }

    private async Task<CallerReply> InviteAsync()
    {
        OrganizationMap map = await OrganizationMap.ReadAsync(_admin);
        return await _admin.PostAsync(
            _admin.V2 + "/users/invite",
            $$"""{"emails":["x@blocked.example.org","n@example.com"],"additionalGroups":["{{map.Groups["nobody-yet"]}}"],"permissionRules":[{"resource":"{{map.Jira}}","role":"atlassian/user"}]}""");
    }

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(RecordedReplyTests).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    /// <summary>Every value with its path, in the order of the paths; of what varies only that it is there.</summary>
    private static IEnumerable<string> Leaves(JsonElement element, string[] varying) => Walk(element, "")
        .Select(leaf => varying.Contains(leaf.Path.Split('.')[^1]) ? leaf.Path : $"{leaf.Path}={leaf.Value.GetRawText()}")
        .Order(StringComparer.Ordinal);

    /// <summary>Every path with the kind of its value; a list is one place, and nothing is told of what is null.</summary>
    private static SortedSet<string> Kinds(JsonElement element) => new(
        Walk(element, "").Where(leaf => leaf.Value.ValueKind != JsonValueKind.Null).Select(leaf => $"{leaf.Path}:{KindOf(leaf.Value)}"), StringComparer.Ordinal);

    private static string KindOf(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Truth" : value.ValueKind.ToString();

    private static IEnumerable<(string Path, JsonElement Value)> Walk(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Walk(member.Value, $"{path}.{member.Name}")),
        JsonValueKind.Array when element.GetArrayLength() > 0 => element.EnumerateArray().SelectMany(item => Walk(item, path + "[]")),
        _ => [(path, element)],
    };
}
