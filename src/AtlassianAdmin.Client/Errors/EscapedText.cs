using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Errors;

/// <summary>
/// A text, and where each of its characters stood in the text that it was read from. What a server echoes may be escaped for an
/// address, for JSON or for HTML, and by each hand that it went through once more.
/// </summary>
internal sealed class EscapedText
{
    private static readonly Regex Escape = new(
        @"%(?<hex>[0-9a-f]{2})|\\u(?<hex>[0-9a-f]{4})|\\(?<same>[/""'\\])|&\#(?<decimal>[0-9]{1,5});|&\#x(?<hex>[0-9a-f]{1,4});|&(?<name>amp|lt|gt|quot|apos|plus|equals|sol|lowbar);",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // The place of each character, and at last the end; null where nothing was read.
    private readonly IReadOnlyList<int>? _origins;

    public EscapedText(string text) => Text = text;

    private EscapedText(string text, IReadOnlyList<int> origins) : this(text) => _origins = origins;

    public string Text { get; }

    /// <summary>Where a part of the text begins and ends in the first one.</summary>
    public (int Start, int End) Origin(int start, int length) => (Place(start), Place(start + length));

    /// <summary>The text with each escape read once; null when it has none.</summary>
    public EscapedText? Unescape()
    {
        if (Text.IndexOfAny(['%', '\\', '&']) < 0)
            return null;
        MatchCollection escapes = Escape.Matches(Text);
        if (escapes.Count == 0)
            return null;
        var text = new StringBuilder(Text.Length);
        var origins = new List<int>(Text.Length + 1);
        int at = 0;
        foreach (Match escape in escapes)
        {
            Copy(escape.Index);
            text.Append(Read(escape));
            origins.Add(Place(at));
            at = escape.Index + escape.Length;
        }

        Copy(Text.Length);
        origins.Add(Place(at));
        return new EscapedText(text.ToString(), origins);

        void Copy(int end)
        {
            text.Append(Text, at, end - at);
            for (; at < end; at++)
                origins.Add(Place(at));
        }
    }

    private int Place(int index) => _origins is null ? index : _origins[index];

    private static char Read(Match escape) =>
        escape.Groups["same"] is { Success: true } same ? same.Value[0]
        : escape.Groups["name"] is { Success: true } name ? Named(name.Value)
        : escape.Groups["hex"] is { Success: true } hex ? (char)int.Parse(hex.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : (char)int.Parse(escape.Groups["decimal"].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static char Named(string name) => name.ToLowerInvariant() switch
    {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "plus" => '+',
        "equals" => '=',
        "sol" => '/',
        _ => '_',
    };
}
