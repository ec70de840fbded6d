using System.Text.Json;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Sandbox.Provisioning;

/// <summary>What a step of a PatchOp changes: an attribute, the entries of it that match, and a part of them. Source: RFC 7644, section 3.5.2.</summary>
internal sealed class ScimPath
{
    private static readonly Regex Form = new(
        @"^(?<attribute>[a-z]+)(?:\[\s*(?<name>[a-z]+)\s+eq\s+(?<value>""(?:[^""\\]|\\.)*""|true|false)\s*\])?(?:\.(?<part>[a-z]+))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private ScimPath(string text, string attribute, string? part, string? matchedName, string? matchedValue)
    {
        Text = text;
        Attribute = attribute;
        Part = part;
        MatchedName = matchedName;
        MatchedValue = matchedValue;
    }

    /// <summary>The path as it was sent.</summary>
    public string Text { get; }

    public string Attribute { get; }

    /// <summary>The part of the attribute; null for the whole of it.</summary>
    public string? Part { get; }

    /// <summary>The part by which entries are chosen; null for all of them.</summary>
    public string? MatchedName { get; }

    /// <summary>What it has to be.</summary>
    public string? MatchedValue { get; }

    /// <summary>Reads a path; null when it is none.</summary>
    public static ScimPath? Read(string text)
    {
        foreach (string schema in new[] { ScimSchemaIds.User, ScimSchemaIds.Group })
        {
            if (text.StartsWith(schema + ":", StringComparison.OrdinalIgnoreCase))
                return Read(text.Substring(schema.Length + 1));
        }

        if (text.StartsWith(ScimSchemaIds.EnterpriseUser, StringComparison.OrdinalIgnoreCase))
        {
            string rest = text.Substring(ScimSchemaIds.EnterpriseUser.Length);
            return rest.Length == 0 ? new ScimPath(text, ScimSchemaIds.EnterpriseUser, null, null, null)
                : rest[0] is ':' or '.' ? new ScimPath(text, ScimSchemaIds.EnterpriseUser, rest.Substring(1), null, null)
                : null;
        }

        Match match = Form.Match(text);
        if (!match.Success)
            return null;
        string? value = match.Groups["value"] is { Success: true } found ? found.Value : null;
        return new ScimPath(text, match.Groups["attribute"].Value, Group(match, "part"), Group(match, "name"), value?[0] == '"' ? Unquoted(value) : value);
    }

    public bool IsOf(string attribute) => string.Equals(attribute, Attribute, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an entry is one of those that are chosen.</summary>
    public bool Chooses(string? value) =>
        MatchedName is null || string.Equals(value, MatchedValue, StringComparison.OrdinalIgnoreCase);

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    private static string? Unquoted(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SandboxWireJson.Default.String);
        }
        catch (JsonException)
        {
            // An escape that JSON does not have: it matches nothing.
            return null;
        }
    }
}
