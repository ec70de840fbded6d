using System.Collections.ObjectModel;

namespace AtlassianAdmin.Client.Json;

/// <summary>A list of objects that people export: it joins what they say of themselves, so that a cell of a CSV can be read.</summary>
/// <typeparam name="T">The objects.</typeparam>
public sealed class DetailList<T> : ReadOnlyCollection<T>
{
    internal DetailList(IList<T> items)
        : base(items)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => TextList.Join(this.Select(item => item?.ToString()));
}
