using System.Net;
using System.Text;
using System.Text.Json;
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
    public void The_key_of_the_request_is_taken_out_however_it_is_escaped() =>
        Prop.ForAll(
            (from secret in Gen.Elements(ClientUnderTest.AdminKey, "ATCTT3xFf/GN0+d_G-hpcy1pcy1=1A2B", "another/shape+of_a&key=\"<'\\>")
             from ways in Gen.ListOf(Gen.Elements(EscapingWays), 2)
             from before in Gen.Elements("", "key=", "{\"key\":\"", "<b>", "100%, ")
             select (secret, ways, before)).ToArbitrary(),
            c => Redaction.Scrub(c.before + c.ways.Aggregate(c.secret, (text, way) => Escape(way, text)) + " after", c.secret) == c.before + "[redacted] after")
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("https://x.example/?k=ATCTT3xFfGN0dGhpcy1pcy1ub3QtYS1rZXktYnV0%3D1A2B3C4D&n=1", "https://x.example/?k=[redacted]&n=1")]
    [InlineData(@"{""k"":""ATATT3xFfGF0dGhpcy1pcy1ub3QtYS10b2tlbi1idXQ\u003d5E6F7A8B""}", @"{""k"":""[redacted]""}")]
    [InlineData("header=Bearer%20something%2Felse%3D%3D;", "header=Bearer%20[redacted];")]
    [InlineData("Basic bWlhOnNl&#x2B;cmV0&#61;&#61; <br>", "Basic [redacted] <br>")]
    [InlineData("100% of ATCTT, \\u003d & co.", "100% of ATCTT, \\u003d & co.")]
    public void Another_key_is_taken_out_when_it_is_escaped(string text, string scrubbed) => Assert.Equal(scrubbed, Redaction.Scrub(text));

    private static readonly string[] EscapingWays = ["not", "address", "address, lower case", "JSON", "JSON, slashes", "HTML", "HTML, decimal"];

    private static string Escape(string way, string text) => way switch
    {
        "address" => Uri.EscapeDataString(text),
        "address, lower case" => WebUtility.UrlEncode(text).Replace("%2F", "%2f").Replace("%3D", "%3d"),
        "JSON" => JsonEncodedText.Encode(text).ToString(),
        "JSON, slashes" => text.Replace("\\", @"\\").Replace("\"", "\\\"").Replace("/", @"\/"),
        "HTML" => WebUtility.HtmlEncode(text),
        "HTML, decimal" => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"&#{(int)c};")),
        _ => text,
    };

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
