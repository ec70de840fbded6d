using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Turns values into completions: quoted where PowerShell needs it, filtered by what is typed.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionResult> Of(string? typed, IEnumerable<(string Value, string Tip)> values)
    {
        string start = Bare(typed);
        return All(values.Where(v => v.Value.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The same, where the values are known to fit.</summary>
    public static IEnumerable<CompletionResult> All(IEnumerable<(string Value, string Tip)> values) =>
        values.Select(v => new CompletionResult(Quote(v.Value), v.Value, CompletionResultType.ParameterValue, v.Tip.Length == 0 ? v.Value : v.Tip));

    /// <summary>What is typed, without its quotation marks.</summary>
    public static string Bare(string? typed) => (typed ?? "").Trim('\'', '"');

    private static string Quote(string value)
    {
        bool plain = value.Length > 0 && value.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/' or '\\' || (c is '@' && value[0] != '@'));
        return plain ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
    }
}
