namespace AtlassianAdmin.Client.Json;

/// <summary>A JSON array as plain values. Its text is JSON again, so that a cell of a CSV loses nothing; empty for no items.</summary>
public sealed class PlainList : List<object?>
{
    internal PlainList(int capacity)
        : base(capacity)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Count == 0 ? "" : PlainValue.ToJson(this);
}
