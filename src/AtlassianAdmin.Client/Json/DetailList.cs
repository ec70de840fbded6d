using System.Collections.ObjectModel;

namespace AtlassianAdmin.Client.Json;

/// <summary>A list of objects that people export: it joins what they say of themselves, so that a cell of a CSV can be read.</summary>
/// <typeparam name="T">The objects.</typeparam>
public sealed class DetailList<T> : ReadOnlyCollection<T>
{
    private DetailList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>A list of nothing.</summary>
    public static DetailList<T> None { get; } = new([]);

    /// <summary>The objects as such a list.</summary>
    /// <param name="items">The objects; null for none.</param>
    public static DetailList<T> Of(IEnumerable<T>? items) => items as DetailList<T> ?? new(items?.ToList() ?? []);

    /// <inheritdoc/>
    public override string ToString() => TextList.Join(this.Select(item => item?.ToString()));
}
