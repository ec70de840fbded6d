using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Binding;

/// <summary>Which thing is meant: its name, its id, or an object that this module returned. Nothing here throws.</summary>
public abstract class Reference
{
    private protected Reference(string? text) => Text = CellText.Trim(text);

    /// <summary>Takes an object of this module, a text, or the first of the columns of a row that is not empty.</summary>
    private protected Reference(object? value, Func<object, string?> idOfOurs, params string[] columns)
    {
        Origin = ObjectOrigin.Of(value);
        Text = Bare(value) switch
        {
            null => "",
            string text => CellText.Trim(text),
            object bare => idOfOurs(bare) ?? RowCells.FirstOf(value!, columns),
        };
    }

    /// <summary>The name or the id.</summary>
    public string Text { get; }

    /// <summary>The organization that it comes from; null when that is not known.</summary>
    internal OrganizationOrigin? Origin { get; }

    /// <summary>True when the text has the form of an id.</summary>
    internal bool IsId => Guid.TryParse(Text, out _);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>An object without what PowerShell wraps around it.</summary>
    private protected static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
