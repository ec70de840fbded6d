using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Tests.Http;

public class ApiKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\r\n")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("  bearer \n")]
    [InlineData("two parts")]
    [InlineData("two\nlines")]
    [InlineData("tab\tbed")]
    [InlineData("nul\0byte")]
    [InlineData("schlüssel")]
    [InlineData("zero\u200bwidth")]
    [InlineData("\u00a0")]
    [InlineData("Authorization: Bearer abc")]
    public void What_cannot_be_a_key_is_refused_without_showing_it(string text)
    {
        AdminException error = Assert.Throws<AdminException>(() => ClientUnderTest.Key(text));

        Assert.Equal(ErrorCode.KeyMissing, error.Code);
        if (text.Trim().Length > 6)
            Assert.DoesNotContain(text.Trim(), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClientUnderTest.AdminKey, ApiKeyShape.AdminKey)]
    [InlineData(ClientUnderTest.PersonalToken, ApiKeyShape.PersonalToken)]
    [InlineData("ATBBabc", ApiKeyShape.BitbucketAppPassword)]
    [InlineData(ClientUnderTest.ShapelessKey, ApiKeyShape.Unknown)]
    [InlineData("Bearer " + ClientUnderTest.PersonalToken, ApiKeyShape.PersonalToken)]
    public void The_shape_is_a_hint(string text, ApiKeyShape shape)
    {
        using ApiKey key = ClientUnderTest.Key(text);

        Assert.Equal(shape, key.Shape);
        Assert.Equal(text.StartsWith("Bearer", StringComparison.Ordinal), key.HadBearerPrefix);
        Assert.DoesNotContain(text, key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_keys_are_one_identity_and_others_are_not()
    {
        using ApiKey one = ClientUnderTest.Key("same-key");
        using ApiKey again = ClientUnderTest.Key("Bearer same-key\n");
        using ApiKey other = ClientUnderTest.Key("other-key");

        Assert.Equal(one.Identity, again.Identity);
        Assert.NotEqual(one.Identity, other.Identity);
        Assert.DoesNotContain("same-key", one.Identity, StringComparison.Ordinal);
    }
}
