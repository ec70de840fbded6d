using System;
using Xunit;

namespace AtlassianAdmin.ModuleFiles.Tests;

internal static class TextChanges
{
    /// <summary>The text with its first such part replaced; the part must be there.</summary>
    public static string ReplaceOnce(this string text, string part, string replacement)
    {
        int at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The text has no '{part}'.");
        return text[..at] + replacement + text[(at + part.Length)..];
    }
}
