namespace AtlassianAdmin.Client.Json;

/// <summary>The values that the vendor documents for a field. The service compares them letter by letter: they go out in its spelling, whatever case was typed.</summary>
public sealed class KnownValues
{
    private readonly string _prefix;

    internal KnownValues(string field, string prefix, params string[] values)
    {
        Field = field;
        All = values;
        _prefix = prefix;
    }

    /// <summary>What the values are of, such as <c>Role</c>.</summary>
    public string Field { get; }

    /// <summary>The values in the service's spelling.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The value as the service writes it.</summary>
    /// <param name="typed">The value in any case; what all values begin with may be left out.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.UnknownValue"/> when there is no such value.</exception>
    public string Spell(string typed)
    {
        string text = (typed ?? "").Trim();
        return All.FirstOrDefault(value => Means(text, value))
            ?? throw new AdminException(ErrorCode.UnknownValue, ("field", Field), ("detail", $"'{typed}'"), ("choices", string.Join(", ", All)));
    }

    /// <summary>The values as the service writes them; null stays null.</summary>
    /// <param name="typed">The values in any case.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.UnknownValue"/> for the first that does not exist.</exception>
    public IReadOnlyList<string>? Spell(IReadOnlyList<string>? typed) => typed?.Select(Spell).Distinct(StringComparer.Ordinal).ToList();

    private bool Means(string typed, string value) =>
        string.Equals(typed, value, StringComparison.OrdinalIgnoreCase)
        || (_prefix.Length > 0 && string.Equals(_prefix + typed, value, StringComparison.OrdinalIgnoreCase));
}
