namespace AtlassianAdmin.Binding;

/// <summary>Whether two display names can be the same person's: a word in common is enough, whatever its case, place and accents.</summary>
internal static class PersonName
{
    /// <summary>False only when no word of one name is in the other.</summary>
    public static bool Fits(string one, string other)
    {
        HashSet<string> words = Words(one);
        HashSet<string> others = Words(other);
        return words.Count == 0 || others.Count == 0 || words.Overlaps(others) || Whole(one) == Whole(other);
    }

    /// <summary>True when both have the same words, whatever their case, order and accents.</summary>
    public static bool IsSame(string one, string other)
    {
        string[] words = Split(one);
        string[] others = Split(other);
        return Whole(one) == Whole(other) || (Covers(words, Words(other)) && Covers(others, Words(one)));
    }

    private static bool Covers(string[] words, HashSet<string> others) =>
        words.All(word => others.Contains(FoldedText.Of(word)) || others.Contains(FoldedText.Of(SpellOut(word))));

    private static string Whole(string name) => FoldedText.Of(name);

    private static HashSet<string> Words(string name)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in Split(name))
        {
            words.Add(FoldedText.Of(word));
            // Müller is Muller to one system and Mueller to another.
            words.Add(FoldedText.Of(SpellOut(word)));
        }

        words.Remove("");
        return words;
    }

    private static string[] Split(string name) =>
        new string(name.Select(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark ? c : ' ').ToArray())
            .Split([' '], StringSplitOptions.RemoveEmptyEntries);

    private static string SpellOut(string word) => word
        .Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue").Replace("å", "aa").Replace("ø", "oe")
        .Replace("Ä", "Ae").Replace("Ö", "Oe").Replace("Ü", "Ue").Replace("Å", "Aa").Replace("Ø", "Oe");
}
