using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Errors;

/// <summary>
/// Makes a text safe to look at, whatever somebody called themselves: it stays in its line, in its direction and in the colours of
/// the screen, and hides nothing. The data itself stays as it came.
/// </summary>
internal static class ShownText
{
    /// <summary>What would begin a line or a column; a blank is shown.</summary>
    public const string Break = @"\r\n|[\t-\r\x85\u2028\u2029]";

    /// <summary>
    /// What a terminal obeys, what turns the direction, what nobody sees and halves of characters; <see cref="Instead"/> is shown.
    /// U+E0000 to U+E007F are tags, written in two halves.
    /// </summary>
    public const string Unsafe =
        @"[\p{Cc}\p{Cf}\u115F\u1160\u17B4\u17B5\u3164\uFFA0\uFFFE\uFFFF]|\uDB40[\uDC00-\uDC7F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]";

    /// <summary>Stands for what is not shown.</summary>
    public const char Instead = '\uFFFD';

    private static readonly Regex Breaks = new(Break, RegexOptions.CultureInvariant);
    private static readonly Regex UnsafeCharacters = new(Unsafe, RegexOptions.CultureInvariant);

    /// <summary>The text as it may be shown.</summary>
    public static string Of(string text) => IsPlain(text) ? text : UnsafeCharacters.Replace(Breaks.Replace(text, " "), Instead.ToString());

    // Nearly every text: a fresh process need not make the expressions for it.
    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
                return false;
        }

        return true;
    }
}
