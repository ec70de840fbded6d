using System.Net.Http;

namespace AtlassianAdmin.Sandbox.Tests.Provisioning;

/// <summary>The ways in which identity providers and libraries write a PatchOp. Source: RFC 7644, section 3.5.2, and what the named clients send.</summary>
public sealed class ScimPatchTests : IDisposable
{
    private const string Sina = "scim.managed@example.com";
    private const string Schemas = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]";

    private readonly SandboxOrganization _organization = new();
    private readonly Caller _scim;

    public ScimPatchTests() => _scim = new Caller(_organization, key: _organization.ScimApiKey);

    private string Directory => "/scim/directory/" + _organization.ScimDirectoryId;

    public void Dispose() => _scim.Dispose();

    [Theory]
    [InlineData("the vendor, go-atlassian, jira.js", $$"""{{{Schemas}},"operations":[{"op":"replace","path":"active","value":false}]}""")]
    [InlineData("atlassian-python-api", """{"Operations":[{"op":"replace","path":"active","value":false}]}""")]
    [InlineData("Okta", $$"""{{{Schemas}},"Operations":[{"op":"replace","value":{"active":false} }]}""")]
    [InlineData("Entra", $$"""{{{Schemas}},"Operations":[{"op":"Replace","path":"active","value":"False"}]}""")]
    [InlineData("Entra, older", $$"""{{{Schemas}},"Operations":[{"op":"Add","path":"urn:ietf:params:scim:schemas:core:2.0:User:active","value":"False"}]}""")]
    [InlineData("any case", $$"""{"SCHEMAS":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"OPERATIONS":[{"OP":"REPLACE","Path":"ACTIVE","VALUE":false}]}""")]
    [InlineData("no path, a truth as text", $$"""{{{Schemas}},"Operations":[{"op":"replace","path":"","value":{"Active":"FALSE"} }]}""")]
    public async Task Every_dialect_deactivates(string client, string body)
    {
        CallerReply reply = await PatchAsync("Users", await IdOfAsync(Sina), body);

        Assert.True(reply.Status == 200, $"{client}: {reply}");
        Assert.Equal("false", reply.At("active"));
        Assert.Equal("inactive", _organization.Find(Sina)!.AccountStatus);
    }

    [Theory]
    [InlineData("""{"op":"Replace","path":"emails[type eq \"work\"].value","value":"brand.new@example.com"}""", "emails/0/value", "brand.new@example.com")]
    [InlineData("""{"op":"replace","path":"emails[primary eq true].value","value":"brand.new@example.com"}""", "emails/0/value", "brand.new@example.com")]
    [InlineData("""{"op":"replace","path":"emails","value":[{"value":"brand.new@example.com","primary":"True"}]}""", "emails/0/primary", "true")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"second@example.org","type":"home"}]}""", "emails/1/value", "second@example.org")]
    [InlineData("""{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"+49 30 1"}""", "phoneNumbers/0/type", "mobile")]
    [InlineData("""{"op":"Add","path":"name.familyName","value":"Ünal"}""", "name/familyName", "Ünal")]
    [InlineData("""{"op":"replace","path":"name","value":{"familyName":"Ünal"}}""", "name/givenName", "Sina")]
    [InlineData("""{"op":"replace","value":{"name.familyName":"Ünal","title":"Lead"}}""", "title", "Lead")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"Legal"}""", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department", "Legal")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Legal"}}}""", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department", "Legal")]
    public async Task What_a_path_names_is_changed(string step, string place, string value)
    {
        CallerReply reply = await PatchAsync("Users", await IdOfAsync(Sina), Patch(step));

        Assert.True(reply.Status == 200, reply.ToString());
        Assert.Equal(value, reply.At(place));
    }

    [Fact]
    public async Task A_second_primary_address_takes_over_and_one_that_is_removed_is_gone()
    {
        string user = await IdOfAsync(Sina);

        CallerReply added = await PatchAsync("Users", user, Patch("""{"op":"add","path":"emails","value":[{"value":"neu@example.com","type":"home","primary":true}]}"""));
        Assert.Equal(("neu@example.com", 2), (_organization.People.Single(p => p.Name == "Sina Scim").Email, added.Json.GetProperty("emails").GetArrayLength()));
        CallerReply removed = await PatchAsync("Users", user, Patch("""{"op":"remove","path":"emails[type eq \"work\"]"}"""));
        Assert.Equal(1, removed.Json.GetProperty("emails").GetArrayLength());
        CallerReply last = await PatchAsync("Users", user, Patch("""{"op":"remove","path":"emails"}"""));
        Assert.Equal((400, "invalidValue"), (last.Status, last.At("scimType")));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"].value","value":"a@example.com"}""", "noTarget")]
    [InlineData("""{"op":"remove"}""", "noTarget")]
    [InlineData("""{"op":"replace","value":"false"}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"active","value":"perhaps"}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"active","value":1}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"name","value":"Sina"}""", "invalidValue")]
    [InlineData("""{"op":"add","path":"emails","value":"a@example.com"}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"title[type eq \"x\"]","value":"a"}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"emails[type sw \"w\"].value","value":"a@example.com"}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"","value":"a@example.com"}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"emails.colour","value":"red"}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"password","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"id","value":"x"}""", "mutability")]
    [InlineData("""{"op":"replace","value":{"meta":{}}}""", "mutability")]
    [InlineData("""{"op":"move","path":"title","value":"x"}""", "invalidSyntax")]
    public async Task What_cannot_be_done_is_refused_by_its_kind_and_changes_nothing(string step, string scimType)
    {
        string user = await IdOfAsync(Sina);
        string before = (await _scim.GetAsync($"{Directory}/Users/{user}")).Text;

        CallerReply reply = await PatchAsync("Users", user, Patch("""{"op":"replace","path":"title","value":"Lead"},""" + step));

        Assert.Equal((400, scimType), (reply.Status, reply.At("scimType")));
        Assert.Equal(before, (await _scim.GetAsync($"{Directory}/Users/{user}")).Text);
    }

    [Theory]
    [InlineData("""{"schemas":[],"Operations":[{"op":"replace","path":"title","value":"x"}]}""")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"Operations":[{"op":"replace","path":"title","value":"x"}]}""")]
    [InlineData("""{"Operations":[]}""")]
    [InlineData("""{"Operations":[null]}""")]
    [InlineData("[]")]
    public async Task What_is_no_PatchOp_is_refused(string body)
    {
        CallerReply reply = await PatchAsync("Users", await IdOfAsync(Sina), body);

        Assert.Equal((400, "invalidSyntax"), (reply.Status, reply.At("scimType")));
    }

    [Fact]
    public async Task Members_come_and_go_in_every_dialect()
    {
        CallerReply groups = await _scim.GetAsync(Directory + "/Groups");
        string group = groups.At("Resources/0/id")!;
        string[] users = [.. (await _scim.GetAsync(Directory + "/Users?count=3")).Json.GetProperty("Resources").EnumerateArray().Select(user => user.GetProperty("id").GetString()!)];
        string all = string.Join(",", users.Select(user => $$"""{"value":"{{user}}"}"""));

        Assert.Equal(users, await MembersAsync(group, $$"""{"op":"Replace","path":"members","value":[{{all}}]}"""));
        Assert.Equal(users.Skip(1), await MembersAsync(group, $$"""{"op":"Remove","path":"members[value eq \"{{users[0]}}\"]"}"""));
        Assert.Equal(users.Skip(2), await MembersAsync(group, $$"""{"op":"Remove","path":"members","value":[{"value":"{{users[1]}}"}]}"""));
        Assert.Equal([users[2], users[0]], await MembersAsync(group, $$"""{"op":"add","value":{"members":[{"value":"{{users[0]}}"}] } }"""));
        Assert.Equal([users[2], users[0], users[1]], await MembersAsync(group, $$"""{"op":"Add","path":"members","value":{"value":"{{users[1]}}"} }"""));
        Assert.Equal([users[1]], await MembersAsync(group, $$"""{"op":"replace","value":{"members":[{"value":"{{users[1]}}"}] } }"""));
        Assert.Empty(await MembersAsync(group, """{"op":"remove","path":"members"}"""));
        CallerReply nobody = await PatchAsync("Groups", group, Patch($$"""{"op":"remove","path":"members[value eq \"{{users[0]}}\"]"}"""));
        Assert.Equal((400, "noTarget"), (nobody.Status, nobody.At("scimType")));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"displayName","value":"{0}"}""", 200, null)]
    [InlineData("""{"op":"replace","value":{"id":"{1}","displayName":"{0}"}}""", 200, null)]
    [InlineData("""{"op":"replace","path":"externalId","value":"g-9"}""", 200, null)]
    [InlineData("""{"op":"replace","path":"displayName","value":"Neuer Name"}""", 400, "mutability")]
    [InlineData("""{"op":"replace","value":{"displayName":"Neuer Name"}}""", 400, "mutability")]
    [InlineData("""{"op":"remove","path":"displayName"}""", 400, "mutability")]
    [InlineData("""{"op":"replace","value":{"id":"another"}}""", 400, "mutability")]
    [InlineData("""{"op":"add","path":"members[value eq \"x\"]","value":[]}""", 400, "invalidPath")]
    [InlineData("""{"op":"add","path":"members.value","value":"x"}""", 400, "invalidPath")]
    [InlineData("""{"op":"add","path":"members","value":[{"value":"nobody"}]}""", 400, "invalidValue")]
    public async Task A_group_is_not_renamed_and_repeating_its_name_is_no_renaming(string step, int status, string? scimType)
    {
        CallerReply groups = await _scim.GetAsync(Directory + "/Groups");
        string sent = step.Replace("{0}", groups.At("Resources/0/displayName"), StringComparison.Ordinal).Replace("{1}", groups.At("Resources/0/id"), StringComparison.Ordinal);

        CallerReply reply = await PatchAsync("Groups", groups.At("Resources/0/id")!, Patch(sent));

        Assert.Equal((status, scimType), (reply.Status, reply.At("scimType")));
    }

    private static string Patch(string steps) => $$"""{{{Schemas}},"Operations":[{{steps}}]}""";

    private Task<CallerReply> PatchAsync(string kind, string id, string body) =>
        _scim.SendAsync(HttpMethod.Patch, $"{Directory}/{kind}/{id}", body, "application/scim+json");

    private async Task<IEnumerable<string>> MembersAsync(string group, string step)
    {
        CallerReply reply = await PatchAsync("Groups", group, Patch(step));
        Assert.True(reply.Status == 200, reply.ToString());
        return reply.Json.TryGetProperty("members", out System.Text.Json.JsonElement members) ? members.EnumerateArray().Select(member => member.GetProperty("value").GetString()!) : [];
    }

    private async Task<string> IdOfAsync(string userName) =>
        (await _scim.GetAsync($"{Directory}/Users?filter={Uri.EscapeDataString($"userName eq \"{userName}\"")}")).At("Resources/0/id")!;
}
