using System.Management.Automation.Language;

namespace AtlassianAdmin.Binding;

/// <summary>Turns values into completions: quoted where PowerShell needs it, filtered by what is typed.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionResult> Of(string? typed, IEnumerable<(string Value, string Tip)> values)
    {
        string start = (typed ?? "").Trim('\'', '"');
        return values
            .Where(v => v.Value.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(v => new CompletionResult(Quote(v.Value), v.Value, CompletionResultType.ParameterValue, v.Tip.Length == 0 ? v.Value : v.Tip));
    }

    private static string Quote(string value)
    {
        bool plain = value.Length > 0 && value.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/' or '\\');
        return plain ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
    }
}
