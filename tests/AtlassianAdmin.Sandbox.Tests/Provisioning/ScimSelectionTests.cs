using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Provisioning;

/// <summary>Attributes that are asked for, or not wanted. Source: RFC 7644, section 3.4.2.5.</summary>
public sealed class ScimSelectionTests : IDisposable
{
    private readonly SandboxOrganization _organization = new();
    private readonly Caller _scim;

    public ScimSelectionTests() => _scim = new Caller(_organization, key: _organization.ScimApiKey);

    private string Directory => "/scim/directory/" + _organization.ScimDirectoryId;

    public void Dispose() => _scim.Dispose();

    [Theory]
    [InlineData("Users", "attributes=userName,active", "active,id,schemas,userName")]
    [InlineData("Users", "attributes=USERNAME&attributes=active", "active,id,schemas,userName")]
    [InlineData("Users", "attributes=name.givenName", "id,name,schemas")]
    [InlineData("Users", "attributes=urn:ietf:params:scim:schemas:core:2.0:User:userName", "id,schemas,userName")]
    [InlineData("Users", "attributes=urn:scim:schemas:extension:atlassian-external:1.0", "id,schemas,urn:scim:schemas:extension:atlassian-external:1.0")]
    [InlineData("Users", "attributes=nothing", "id,schemas")]
    [InlineData("Groups", "attributes=displayName", "displayName,id,schemas")]
    public async Task Only_what_is_asked_for_is_returned_with_the_id(string kind, string query, string names)
    {
        JsonElement first = (await _scim.GetAsync($"{Directory}/{kind}?count=1&{query}")).Json.GetProperty("Resources")[0];
        JsonElement one = (await _scim.GetAsync($"{Directory}/{kind}/{first.GetProperty("id").GetString()}?{query}")).Json;

        Assert.Equal(names, Names(first));
        Assert.Equal(names, Names(one));
    }

    [Theory]
    [InlineData("Users", "emails")]
    [InlineData("Users", "Meta")]
    [InlineData("Groups", "members")]
    public async Task What_is_not_wanted_is_left_out_and_the_rest_stays(string kind, string name)
    {
        JsonElement whole = (await _scim.GetAsync($"{Directory}/{kind}?count=1")).Json.GetProperty("Resources")[0];
        JsonElement less = (await _scim.GetAsync($"{Directory}/{kind}?count=1&excludedAttributes={name},id")).Json.GetProperty("Resources")[0];

        Assert.Equal(Names(whole).Split(',').Where(each => !each.Equals(name, StringComparison.OrdinalIgnoreCase)), Names(less).Split(','));
    }

    [Fact]
    public async Task Parts_are_chosen_in_every_entry_of_a_list()
    {
        JsonElement asked = (await _scim.GetAsync(Directory + "/Users?count=1&attributes=emails.value")).Json.GetProperty("Resources")[0];
        JsonElement without = (await _scim.GetAsync(Directory + "/Users?count=1&excludedAttributes=emails.value")).Json.GetProperty("Resources")[0];

        Assert.Equal("value", Names(asked.GetProperty("emails")[0]));
        Assert.Equal("primary,type", Names(without.GetProperty("emails")[0]));
    }

    [Fact]
    public async Task Both_at_once_are_refused()
    {
        CallerReply reply = await _scim.GetAsync(Directory + "/Users?attributes=id&excludedAttributes=name");

        Assert.Equal((400, "invalidValue"), (reply.Status, reply.At("scimType")));
    }

    [Fact]
    public async Task The_directory_tells_its_features_kinds_and_schemas_one_by_one()
    {
        foreach (string path in new[] { "ResourceTypes", "Schemas" })
        {
            CallerReply all = await _scim.GetAsync($"{Directory}/{path}");
            foreach (JsonElement each in all.Json.GetProperty("Resources").EnumerateArray())
            {
                CallerReply one = await _scim.GetAsync($"{Directory}/{path}/{each.GetProperty("id").GetString()}");
                Assert.Equal((200, each.GetRawText()), (one.Status, one.Text));
            }

            Assert.Equal(404, (await _scim.GetAsync($"{Directory}/{path}/urn:none")).Status);
        }

        CallerReply configuration = await _scim.GetAsync(Directory + "/ServiceProviderConfig");
        Assert.Equal(("true", "false", "100"), (configuration.At("patch/supported"), configuration.At("bulk/supported"), configuration.At("filter/maxResults")));
    }

    private static string Names(JsonElement element) => string.Join(",", element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
}
