using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Errors;

/// <summary>Takes anything that looks like an Atlassian secret out of a text before a person, a log or a file sees it.</summary>
public static class Redaction
{
    private const string Replacement = "[redacted]";

    // The shapes of keys and tokens are hints, never validation: Atlassian may change them.
    private static readonly Regex Secret = new(
        @"AT(?:AT|CT|BB)T?[A-Za-z0-9+/_=-]{20,}|(?<=\b(?:Bearer|Basic)\s+)[A-Za-z0-9+/_=.~-]{8,}",
        RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The text without secrets.</summary>
    /// <param name="text">Any text; null stays null.</param>
    public static string? Scrub(string? text) => text is null ? null : Secret.Replace(text, Replacement);

    /// <summary>The text without secrets and without this one, whatever it looks like.</summary>
    internal static string? Scrub(string? text, string? secret) =>
        Scrub(string.IsNullOrEmpty(secret) ? text : text?.Replace(secret, Replacement));
}
