using System.Text;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Errors;

/// <summary>Takes anything that looks like an Atlassian secret out of a text before a person, a log or a file sees it.</summary>
public static class Redaction
{
    private const string Replacement = "[redacted]";

    // How often an escape may itself be escaped. A bound, so that no text makes the reading long.
    private const int MaxEscapes = 6;

    // The shapes of keys and tokens are hints, never validation: Atlassian may change them.
    private static readonly Regex Secret = new(
        @"AT(?:AT|CT|BB)T?[A-Za-z0-9+/_=-]{20,}|(?<=\b(?:Bearer|Basic)\s+)[A-Za-z0-9+/_=.~-]{8,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The text without secrets, however they are escaped.</summary>
    /// <param name="text">Any text; null stays null.</param>
    public static string? Scrub(string? text) => Scrub(text, null);

    /// <summary>The text without secrets and without this one, whatever it looks like.</summary>
    internal static string? Scrub(string? text, string? secret)
    {
        if (text is null)
            return null;
        var found = new List<(int Start, int End)>();
        EscapedText? reading = new(text);
        for (int escapes = 0; reading is not null && escapes <= MaxEscapes; escapes++, reading = reading.Unescape())
        {
            foreach (Match match in Secret.Matches(reading.Text))
                found.Add(reading.Origin(match.Index, match.Length));
            if (string.IsNullOrEmpty(secret))
                continue;
            for (int at = reading.Text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = reading.Text.IndexOf(secret, at + 1, StringComparison.Ordinal))
                found.Add(reading.Origin(at, secret!.Length));
        }

        return found.Count == 0 ? text : Without(text, found);
    }

    private static string Without(string text, List<(int Start, int End)> found)
    {
        var scrubbed = new StringBuilder();
        int end = 0;
        foreach ((int Start, int End) one in found.OrderBy(f => f.Start).ThenByDescending(f => f.End))
        {
            if (one.Start >= end)
                scrubbed.Append(text, end, one.Start - end).Append(Replacement);
            end = Math.Max(end, one.End);
        }

        return scrubbed.Append(text, end, text.Length - end).ToString();
    }
}
