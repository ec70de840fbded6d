using System.Globalization;
using System.Text;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>Turns values into the words of a report.</summary>
internal static class ReportText
{
    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";

    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Of(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    public static string Of(bool? value) => value switch { true => "yes", false => "no", null => "" };

    public static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";

    /// <summary>A person in two lines: the name, and the address below it; in one where only one is known.</summary>
    public static string Person(string? name, string? email, string id) =>
        string.IsNullOrEmpty(name) ? Clean(email ?? id) : $"{Clean(name!)}\n{Clean(email ?? id)}";

    /// <summary>What may stand in a page or a table whatever somebody called themselves: no control character, no half of a character.</summary>
    public static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            bool isPair = char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
            char? instead = isPair ? null
                : c is '\t' or '\r' or '\n' or '\u2028' or '\u2029' ? ' '
                : char.IsControl(c) || char.IsSurrogate(c) || c is '\ufffe' or '\uffff' ? '\ufffd'
                : null;
            if (instead is { } other)
                (clean ??= new StringBuilder(text))[index] = other;
            if (isPair)
                index++;
        }

        return clean?.ToString() ?? text;
    }
}
