using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AtlassianAdmin.Tests.Binding;

/// <summary>Text as it may come, and what programs leave in and around it.</summary>
internal static class RandomText
{
    private static readonly string[] Between = ["", "", "", " ", "\u00A0", "\u200B", "_", "-", "\u2011", "\u00AD"];
    private static readonly string[] Around = ["", " ", "\u00A0", "\uFEFF", "\u200B", "\u200E", "\u200F", "\"", "\u201C", "\u201D", "'", "\u2019", "\t", "\u202F", "\u2060"];

    /// <summary>Any characters at all, often those that mean something here; half a surrogate pair among them.</summary>
    public static Gen<string> Any => Gen.OneOf(
            Gen.Elements("a", "Z", "7", "@", ".", "E+05", "mail", "id", "user", "<", ">", "(", ")", ";", ",", "\"", "'", "=", " ", "\u00A0", "\u200B", "\uFEFF", "\n", "\0", "\u0007", "ß", "İ", "山", "😀", "mailto:", "712020:"),
            Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString()))
        .ListOf()
        .Select(string.Concat);

    /// <summary>A header in another case, with blanks, hyphens and underscores in it and marks and quotes around it.</summary>
    public static string Decorate(string header, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Pick(random, Around));
        foreach (char c in header)
            text.Append(random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)).Append(Pick(random, Between));
        return text.Append(Pick(random, Around)).ToString();
    }

    /// <summary>A value with what Excel, mail and web pages leave around it, and invisible characters in it.</summary>
    public static string Surround(string value, int seed)
    {
        var random = new Random(seed);
        string inside = string.Concat(value.Select(c => random.Next(12) == 0 ? c + "\u200B" : c.ToString()));
        return string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, Around))) + inside
            + string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, Around)));
    }

    private static string Pick(Random random, string[] of) => of[random.Next(of.Length)];
}
