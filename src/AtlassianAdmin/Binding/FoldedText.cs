using System.Globalization;
using System.Text;

namespace AtlassianAdmin.Binding;

/// <summary>Text as it is compared where people typed it: letters and digits only, without case and accents, whatever the culture.</summary>
internal static class FoldedText
{
    /// <summary>The letters and digits of a text in one word: <c>E-Mail Address</c> and <c>e_mailaddress</c> are the same.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in Decompose(text))
        {
            if (!char.IsLetterOrDigit(c))
                continue;
            switch (c)
            {
                case 'ß' or 'ẞ': folded.Append("ss"); break;
                case 'æ' or 'Æ': folded.Append("ae"); break;
                case 'œ' or 'Œ': folded.Append("oe"); break;
                case 'ø' or 'Ø': folded.Append('o'); break;
                case 'ł' or 'Ł': folded.Append('l'); break;
                case 'đ' or 'Đ': folded.Append('d'); break;
                // A Turkish program makes these of "id" and "ID".
                case 'ı' or 'İ': folded.Append('i'); break;
                default: folded.Append(char.ToLowerInvariant(c)); break;
            }
        }

        return folded.ToString();
    }

    // Only letters, digits and their accents: half of a surrogate pair, or what is no character at all, cannot be normalized.
    private static string Decompose(string text) =>
        new string(text.Where(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark).ToArray())
            .Normalize(NormalizationForm.FormKD);
}
