using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AtlassianAdmin.Client.Json;

/// <summary>Reads a text of a reply that may hold half a character or broken bytes.</summary>
internal static class ReplyText
{
    /// <summary>Reads the text or the name that the reader stands on.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="isWhole">False when U+FFFD stands in place of something that is no character.</param>
    public static string Read(ref Utf8JsonReader reader, out bool isWhole)
    {
        try
        {
            isWhole = true;
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            isWhole = false;
            string raw = Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            return WithoutHalves(reader.ValueIsEscaped ? Unescape(raw) : raw);
        }
    }

    // Valid JSON by now: every backslash is followed by what belongs to it.
    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)int.Parse(raw.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var c => c });
            }
        }

        return text.ToString();
    }

    private static string WithoutHalves(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
