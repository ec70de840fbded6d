using System.Text;
using AtlassianAdmin.Client.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Client.Tests.Errors;

public class RedactionTests
{
    [Theory]
    [InlineData("ATCTT3xFfGN0dGhpcy1pcy1ub3QtYS1rZXktYnV0=1A2B3C4D")]
    [InlineData("ATATT3xFfGF0dGhpcy1pcy1ub3QtYS10b2tlbi1idXQ=5E6F7A8B")]
    [InlineData("ATBBxyz0123456789abcdefghijk")]
    [InlineData("atctt3xffgn0dghpcy1pcy1ub3qtys1rzxktynv0")]
    public void Secrets_of_every_known_shape_are_taken_out(string secret)
    {
        Assert.Equal("before [redacted] after", Redaction.Scrub($"before {secret} after"));
        Assert.Equal("\"[redacted]\"", Redaction.Scrub($"\"{secret}\""));
    }

    [Theory]
    [InlineData("Authorization: Bearer something-else-0123", "Authorization: Bearer [redacted]")]
    [InlineData("authorization: basic bWlhOnNlY3JldA==", "authorization: basic [redacted]")]
    [InlineData("ATCTT is how a key begins", "ATCTT is how a key begins")]
    [InlineData("the bearer of this", "the bearer of this")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void Headers_lose_their_value_and_words_stay(string? text, string? scrubbed) => Assert.Equal(scrubbed, Redaction.Scrub(text));

    [Fact]
    public void No_part_of_a_key_shows_wherever_the_excerpt_ends() =>
        Prop.ForAll(
            (from before in Gen.Choose(0, 1500)
             from wide in Gen.Elements("x", "é", "漢", "😀", " ")
             from copies in Gen.Choose(1, 12)
             select (before, wide, copies)).ToArbitrary(),
            c =>
            {
                string body = string.Concat(Enumerable.Repeat(c.wide, c.before)) + " " + string.Concat(Enumerable.Repeat(ClientUnderTest.AdminKey + " ", c.copies));
                string excerpt = ServiceError.Read(500, Encoding.UTF8.GetBytes(body)).Excerpt;
                // The beginning is public: it is the same for all keys.
                return !excerpt.Contains(ClientUnderTest.AdminKey[..12], StringComparison.Ordinal);
            }).QuickCheckThrowOnFailure();
}
