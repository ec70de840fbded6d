using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Errors;

/// <summary>One row of the catalogue: what a code means and what to do next.</summary>
public sealed class ErrorDefinition
{
    private static readonly Regex Placeholder = new(@"\{([a-z]+)\}", RegexOptions.CultureInvariant);

    internal ErrorDefinition(string code, ErrorKind kind, string meaning, string remedy)
    {
        Code = code;
        Kind = kind;
        Meaning = meaning;
        Remedy = remedy;
    }

    /// <summary>The stable code, one of <see cref="ErrorCode"/>.</summary>
    public string Code { get; }

    /// <summary>The kind of trouble.</summary>
    public ErrorKind Kind { get; }

    /// <summary>One sentence that says what is wrong, with <c>{placeholders}</c>.</summary>
    public string Meaning { get; }

    /// <summary>The next command or the exact screen, with <c>{placeholders}</c>.</summary>
    public string Remedy { get; }

    /// <summary>Fills the placeholders of a text; an unknown one takes a neutral word, so that no brace reaches a person.</summary>
    internal static string Fill(string text, IReadOnlyDictionary<string, string?> facts) =>
        Placeholder.Replace(text, match =>
        {
            if (facts.TryGetValue(match.Groups[1].Value, out string? fact) && !string.IsNullOrEmpty(fact))
                return ShownText.Of(fact!.TrimEnd('.'));
            string neutral = Neutral(match.Groups[1].Value);
            return match.Index == 0 ? char.ToUpperInvariant(neutral[0]) + neutral.Substring(1) : neutral;
        });

    private static string Neutral(string placeholder) => placeholder switch
    {
        "account" => "the account",
        "organization" => "the organization of this key",
        "domain" => "the domain of that address",
        "detail" => "no detail was given",
        "field" => "a field",
        "action" => "this action",
        "wait" => "a while",
        "secret" => "the secret",
        "vault" => "the vault",
        "file" => "the file",
        "address" => "that address",
        "directory" => "the SCIM directory of the identity provider",
        "command" => "Get-AtlassianScimLink -Identity <e-mail>, then Connect-AtlassianScimDirectory and one of the AtlassianScimUser commands",
        "reader" => "Get-AtlassianGroup",
        "site" => "of this token",
        "choices" => "the values that the parameter completes",
        _ => throw new InvalidOperationException($"The catalogue uses the unknown placeholder '{placeholder}'."),
    };
}
