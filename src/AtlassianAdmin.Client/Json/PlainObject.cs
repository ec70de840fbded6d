namespace AtlassianAdmin.Client.Json;

/// <summary>A JSON object as plain values. Its text is JSON again, so that a cell of a CSV loses nothing; empty for no fields.</summary>
public sealed class PlainObject : Dictionary<string, object?>
{
    internal PlainObject()
        : base(StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Count == 0 ? "" : PlainValue.ToJson(this);
}
