using System.Collections.ObjectModel;

namespace AtlassianAdmin.Client.Json;

/// <summary>A list of texts that people compare and export: it joins itself, so that a cell of a CSV can be read.</summary>
public sealed class TextList : ReadOnlyCollection<string>
{
    private TextList(IList<string> texts)
        : base(texts)
    {
    }

    /// <summary>A list of nothing.</summary>
    public static TextList None { get; } = new([]);

    /// <summary>The texts as such a list.</summary>
    /// <param name="texts">The texts; null for none.</param>
    public static TextList Of(IEnumerable<string?>? texts) => texts as TextList ?? new(texts?.OfType<string>().ToList() ?? []);

    /// <inheritdoc/>
    public override string ToString() => Join(this);

    /// <summary>The texts in one line. A text with a comma has quotes around it, so that the line can be taken apart again.</summary>
    internal static string Join(IEnumerable<string?> texts) => string.Join(", ", texts.Select(Quoted));

    private static string? Quoted(string? text) =>
        text is not null && (text.IndexOf(',') >= 0 || text.StartsWith("\"", StringComparison.Ordinal)) ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
