using System.Text.RegularExpressions;

namespace AtlassianAdmin.Client.Json;

/// <summary>A value of a reply that is not of the form that its field has.</summary>
public sealed class OddValue
{
    private const int LongestText = 60;

    private static readonly Regex Place = new(@"\[\d+\]", RegexOptions.CultureInvariant);

    internal OddValue(string? record, string field, string value)
    {
        Record = record;
        Field = field;
        string text = Redaction.Scrub(value)!;
        Value = text.Length <= LongestText ? text : text.Substring(0, LongestText) + "…";
    }

    /// <summary>What kind of object it is in, such as <c>User</c>; null when it is in none.</summary>
    public string? Record { get; }

    /// <summary>The field by its path, such as <c>counts.resources</c>.</summary>
    public string Field { get; }

    /// <summary>The field without the places in lists: what one warning is about.</summary>
    internal string FieldWithoutPlaces => Place.Replace(Field, "");

    /// <summary>The value as JSON, shortened.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Record is null
        ? $"Atlassian sent '{Field}' in an unexpected form: {Value}. It is not used."
        : $"Atlassian sent '{Field}' of {Record} in an unexpected form: {Value}. AdditionalProperties keeps it.";
}
