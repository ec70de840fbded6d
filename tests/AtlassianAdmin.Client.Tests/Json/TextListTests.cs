using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Roles;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Client.Tests.Json;

/// <summary>Lists that people compare and export are lists of texts, whose own text joins them.</summary>
public class TextListTests
{
    [Theory]
    [InlineData(new[] { "a", "b" }, "a, b")]
    [InlineData(new[] { "only" }, "only")]
    [InlineData(new string[0], "")]
    public void It_joins_itself(string[] texts, string text) => Assert.Equal(text, TextList.Of(texts).ToString());

    [Fact]
    public void Nothing_and_gaps_are_left_out()
    {
        Assert.Same(typeof(TextList), TextList.Of(null).GetType());
        Assert.Equal(["a"], TextList.Of(["a", null]));
        TextList list = TextList.Of(["a"]);
        Assert.Same(list, TextList.Of(list));
    }

    [Fact]
    public void What_the_service_lists_is_such_a_list_and_null_is_none()
    {
        User? user = System.Text.Json.JsonSerializer.Deserialize("{\"accountId\":\"a1\",\"platformRoles\":[\"atlassian/org-admin\",\"atlassian/user\"]}", WireJson.Wire.User);
        Assert.Equal("atlassian/org-admin, atlassian/user", $"{user!.PlatformRoles}");
        user = System.Text.Json.JsonSerializer.Deserialize("{\"accountId\":\"a1\",\"platformRoles\":null}", WireJson.Wire.User);
        Assert.Null(user!.PlatformRoles);
        Assert.Equal("", $"{new RoleAssignment().Roles}");
    }
}
