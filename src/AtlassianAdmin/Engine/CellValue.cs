namespace AtlassianAdmin.Engine;

/// <summary>A value with the text that a CSV has for it. Everybody else gets the value itself.</summary>
internal sealed class CellValue(object value, string text) : PSObject(value)
{
    /// <inheritdoc/>
    public override string ToString() => text;
}
