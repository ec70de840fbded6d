using System.Globalization;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Binding;

/// <summary>What a text says once everything is gone that Excel, mail programs and web pages leave around a value, and whether it has the form of an id or an address.</summary>
internal static class CellText
{
    private const int LongestEmail = 320;
    private const int LongestShown = 100;
    private const RegexOptions Fixed = RegexOptions.CultureInvariant;
    private const string Uuid = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

    private static readonly char[] Around = ['"', '\'', '`', '\u00B4', '\u2018', '\u2019', '\u201A', '\u201B', '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB', '\u2039', '\u203A', ',', ';'];

    // Source: user-management document, AccountId: [a-zA-Z0-9_|:-]{1,128}.
    private static readonly Regex AnyAccountId = new(@"\A[a-zA-Z0-9_|:-]{1,128}\z", Fixed);

    // The ids that the service gives: 24 hexadecimal digits, number:uuid, and those of customers of a portal (qm) and of older accounts (ug).
    private static readonly Regex AccountId = new($@"\A(?:[0-9a-fA-F]{{24}}|[0-9]+:{Uuid}|ug:{Uuid}|qm:{Uuid}(?::{Uuid})?)\z", Fixed);

    // How the service's other interfaces, mentions in texts and addresses of profiles wrap an id.
    private static readonly Regex WrappedAccountId = new($@"\A(?:ari:cloud:identity::user/|\[~accountid:|accountid:)?(?<id>[0-9a-f]{{24}}|[0-9]+(?::|%3A){Uuid})\]?\z", Fixed | RegexOptions.IgnoreCase);

    // What Excel makes of an id that looks like a number: 7.12E+05, 5,57E+20, 5.57E+20:4f9acfd2-…
    private static readonly Regex ShortenedNumber = new(@"\A[0-9]+(?:[.,][0-9]+E\+?|E\+)[0-9]+(?::.*)?\z", Fixed | RegexOptions.IgnoreCase);

    // And what is left of it in full digits: only 15 of them are kept.
    private static readonly Regex RoundedNumber = new(@"\A[1-9][0-9]{14}0{9}\z", Fixed);

    private static readonly Regex NamedAddress = new(@"\A(?<name>[^@<>()\[\]]*)[<(\[]\s*(?<address>[^\s@<>()\[\]]+@[^\s@<>()\[\]]+)\s*[>)\]]\z", Fixed);
    private static readonly Regex AddressWithName = new(@"\A(?<address>[^\s@<>()\[\]]+@[^\s@<>()\[\]]+)\s+\((?<name>[^@()]*)\)\z", Fixed);
    private static readonly Regex Scheme = new(@"\A(?:mailto|smtp):\s*", Fixed | RegexOptions.IgnoreCase);

    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "n/a", "na", "none", "null", "nil", "unknown", "undefined", "#n/a", "#nv", "#name?", "#value!", "#wert!", "#ref!", "#bezug!", "(null)", "(blank)", "(none)", "(empty)", "<null>",
    };

    /// <summary>The text without blanks, invisible characters and quotes around it; invisible characters inside it go, too. Empty when the cell only says that there is nothing.</summary>
    public static string Clean(string? text)
    {
        string clean = Trim(text);
        // ="712020" is how a program keeps Excel from making a number of it.
        if (clean.Length > 1 && clean[0] == '=' && Array.IndexOf(Around, clean[1]) >= 0)
            clean = TrimAround(clean.Substring(1));
        return Nothing.Contains(clean) || !clean.Any(char.IsLetterOrDigit) ? "" : clean;
    }

    /// <summary>True for an id that the vendor's documents allow.</summary>
    public static bool IsAnyAccountId(string clean) => AnyAccountId.IsMatch(clean);

    /// <summary>The account id that a text is or wraps, by the form of ids that the service gives, in its spelling; null when it is none.</summary>
    public static string? ReadAccountId(string clean)
    {
        // The service writes hexadecimal digits small; a list may have lost that.
        if (AccountId.IsMatch(clean) && !IsDamaged(clean))
            return clean.ToLowerInvariant();
        Match wrapped = WrappedAccountId.Match(clean);
        return wrapped.Success && !IsDamaged(wrapped.Groups["id"].Value) ? Regex.Replace(wrapped.Groups["id"].Value, "%3A", ":", Fixed | RegexOptions.IgnoreCase).ToLowerInvariant() : null;
    }

    /// <summary>True for what Excel has made of an account id that looks like a number.</summary>
    public static bool IsDamaged(string clean) => ShortenedNumber.IsMatch(clean) || RoundedNumber.IsMatch(clean);

    /// <summary>The whole e-mail address that a text is, as <c>mailto:</c>, with a name around it or bare; null when it is none.</summary>
    public static string? ReadEmail(string clean, out string? name)
    {
        name = null;
        Match named = NamedAddress.Match(clean);
        if (!named.Success)
            named = AddressWithName.Match(clean);
        string address = named.Success ? named.Groups["address"].Value : clean;
        Match scheme = Scheme.Match(address);
        if (scheme.Success)
            address = address.Substring(scheme.Length).Split('?')[0];
        address = address.Trim(Around).TrimEnd('.');
        if (address.IndexOf('@') < 0 || FaultOfEmail(address) is not null)
            return null;
        if (named.Success && Clean(named.Groups["name"].Value) is { Length: > 0 } around)
            name = around;
        return address;
    }

    /// <summary>The values of a cell: several when it is a list of addresses, as mail programs write it.</summary>
    public static IReadOnlyList<string> Split(string clean)
    {
        if (clean.IndexOf('@') == clean.LastIndexOf('@'))
            return [clean];
        List<string> parts = Parts(clean, ';', ',', '|', '\n', '\r');
        if (parts.Count < 2 || parts.Any(p => ReadEmail(p, out _) is null))
            parts = Parts(clean, ';', ',', '|', ' ', '\t', '\u00A0', '\n', '\r');
        return parts.Count > 1 && parts.All(p => ReadEmail(p, out _) is not null) ? parts : [clean];
    }

    /// <summary>What is wrong with an e-mail address; null when nothing is.</summary>
    public static string? FaultOfEmail(string value)
    {
        int at = value.IndexOf('@');
        return value.Length > LongestEmail ? $"'{Show(value)}' is too long for an e-mail address"
            : value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? $"'{Show(value)}' has a blank or a control character in it"
            : at <= 0 || at == value.Length - 1 || value.IndexOf('@', at + 1) >= 0 ? $"'{Show(value)}' is not a whole e-mail address"
            : null;
    }

    /// <summary>A text as errors show it: short, and without control characters, which would forge lines in a terminal or a log.</summary>
    public static string Show(string text)
    {
        if (text.Length <= LongestShown && !text.Any(char.IsControl))
            return text;
        string clean = new(text.Take(LongestShown).Select(c => char.IsControl(c) ? '\uFFFD' : c).ToArray());
        return text.Length > LongestShown ? clean + "…" : clean;
    }

    private static List<string> Parts(string text, params char[] separators) =>
        text.Split(separators, StringSplitOptions.RemoveEmptyEntries).Select(TrimAround).Where(p => p.Length > 0).ToList();

    /// <summary>A text without blanks, quotes and invisible characters around it.</summary>
    public static string Trim(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        string seen = text!.Any(IsInvisible) ? new string(text!.Where(c => !IsInvisible(c)).ToArray()) : text!;
        return TrimAround(seen);
    }

    private static string TrimAround(string text)
    {
        int first = 0;
        int last = text.Length - 1;
        while (first <= last && IsAround(text[first]))
            first++;
        while (last >= first && IsAround(text[last]))
            last--;
        return text.Substring(first, last - first + 1);
    }

    private static bool IsAround(char c) => char.IsWhiteSpace(c) || Array.IndexOf(Around, c) >= 0;

    // Zero-width blanks, marks of direction, byte order marks, soft hyphens, variation selectors.
    private static bool IsInvisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '\u034F' or (>= '\uFE00' and <= '\uFE0F');
}
