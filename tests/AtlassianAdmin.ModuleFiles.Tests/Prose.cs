using System.IO;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.ModuleFiles.Tests;

/// <summary>The sentences that people read in a page of Markdown: paragraphs and list items, without code, headings, tables and comments.</summary>
internal static partial class Prose
{
    /// <summary>The sentences of a page, each with the line where its paragraph begins.</summary>
    public static IEnumerable<(int Line, string Sentence)> Read(string page) =>
        Paragraphs(page).SelectMany(p => Sentences(p.Text).Select(s => (p.Line, s)));

    /// <summary>The sentences of a paragraph. Only a full stop, a question mark or an exclamation mark ends one: a colon or a semicolon does not.</summary>
    public static IEnumerable<string> Sentences(string paragraph) => SentenceEnd().Split(paragraph.Trim()).Where(s => s.Length > 0);

    /// <summary>The words of a sentence. Code counts as one word, and so does a list of codes or of properties, which nobody reads word for word.</summary>
    public static int Words(string sentence)
    {
        string text = Link().Replace(sentence, "$1");
        text = NameList().Replace(CodeList().Replace(Code().Replace(text, "`c`"), "code"), "names");
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit));
    }

    private static IEnumerable<(int Line, string Text)> Paragraphs(string page)
    {
        string[] lines = File.ReadAllLines(page);
        var text = new List<string>();
        bool code = false;
        int begin = 0;
        for (int i = 0; i <= lines.Length; i++)
        {
            string line = i < lines.Length ? lines[i].Trim() : "";
            bool fence = line.StartsWith("```", StringComparison.Ordinal);
            if (text.Count > 0 && (line.Length == 0 || fence || Mark().IsMatch(line)))
            {
                yield return (begin + 1, string.Join(' ', text));
                text.Clear();
            }
            code ^= fence;
            if (code || fence || line.Length == 0 || NoProse().IsMatch(line))
                continue;
            if (text.Count == 0)
                begin = i;
            text.Add(ListMark().Replace(line, ""));
        }
    }

    // A topic is the one name that begins a sentence with a small letter.
    [GeneratedRegex(@"(?<=[.?!][)""']*)\s+(?=\P{Ll}|about_)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex("`c`(, `c`)*(,? (and|or) `c`)?")]
    private static partial Regex CodeList();

    [GeneratedRegex(@"\b[A-Z]\w*(, [A-Z]\w*){2,}(,? (and|or) [A-Z]\w*)?")]
    private static partial Regex NameList();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^([-*] |\d+\. |#|\||<!--)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(#|\||<!--)")]
    private static partial Regex NoProse();

    [GeneratedRegex(@"^([-*]|\d+\.) ")]
    private static partial Regex ListMark();
}
