using AtlassianAdmin.Client.Errors;
using Xunit;

namespace AtlassianAdmin.Client.Tests.Errors;

public class ShownTextTests
{
    [Theory]
    [InlineData("Mia Active")]
    [InlineData("")]
    [InlineData("Zoë \"Z\" O'Brien <zoe@example.com>")]
    [InlineData("李雷")]
    [InlineData("عائشة")]
    [InlineData("שרה")]
    [InlineData("🦊 Fox")]
    [InlineData("e\u0301")]
    [InlineData("葛\U000E0100飾")]
    public void A_name_is_shown_as_it_is(string name) => Assert.Equal(name, ShownText.Of(name));

    [Theory]
    [InlineData("a\r\nb", "a b")]
    [InlineData("a\nb\rc", "a b c")]
    [InlineData("a\tb\vc\fd", "a b c d")]
    [InlineData("a\u0085b\u2028c\u2029d", "a b c d")]
    public void What_would_begin_a_line_is_a_blank(string name, string shown) => Assert.Equal(shown, ShownText.Of(name));

    [Theory]
    [InlineData("\u001b]0;owned\u0007\u001b[2JMia", "\ufffd]0;owned\ufffd\ufffd[2JMia")]
    [InlineData("\u009b31mMia", "\ufffd31mMia")]
    [InlineData("\0\b\u007f", "\ufffd\ufffd\ufffd")]
    [InlineData("Mia\u202egnp.exe", "Mia\ufffdgnp.exe")]
    [InlineData("\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("an\u200bn\u200c\u200d\u2060\ufeff\u00ad", "an\ufffdn\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("Mia\u3164\uffa0", "Mia\ufffd\ufffd")]
    [InlineData("Mia\U000E0041", "Mia\ufffd")]
    public void What_a_terminal_obeys_and_what_nobody_sees_is_marked(string name, string shown) => Assert.Equal(shown, ShownText.Of(name));

    [Fact]
    public void Half_a_character_is_marked()
    {
        Assert.Equal("a\ufffdb", ShownText.Of("a\ud83eb"));
        Assert.Equal("\ufffda", ShownText.Of("\udd8aa"));
        Assert.Equal("\ufffd\ufffd", ShownText.Of("\udd8a\ud83e"));
    }

    [Fact]
    public void No_character_of_the_first_plane_makes_a_line_or_a_control_pass()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string shown = ShownText.Of($"a{(char)c}b");
            Assert.Equal(3, shown.Length);
            Assert.False(char.IsControl(shown[1]) || char.IsSurrogate(shown[1]) || shown[1] is '\u2028' or '\u2029', $"U+{c:X4}");
            Assert.Equal(shown, ShownText.Of(shown));
        }
    }

    [Fact]
    public void What_fills_the_sentence_of_an_error_is_shown_so()
    {
        var failure = new AdminException(ErrorCode.IdentityNotFound, ("address", "ann\u001b[2J\r\n@example.com"), ("organization", "Acme\u202e"));

        Assert.DoesNotContain(failure.Message + failure.Remedy, c => char.IsControl(c) || c == '\u202e');
        Assert.Contains("ann\ufffd[2J @example.com", failure.Message);
    }
}
