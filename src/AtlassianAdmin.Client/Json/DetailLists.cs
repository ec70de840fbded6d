namespace AtlassianAdmin.Client.Json;

/// <summary>Makes lists that join themselves.</summary>
public static class DetailList
{
    /// <summary>The objects as such a list.</summary>
    /// <param name="items">The objects; null for none.</param>
    public static DetailList<T> Of<T>(IEnumerable<T>? items) => items as DetailList<T> ?? new(items?.ToList() ?? []);

    /// <summary>A list of nothing.</summary>
    public static DetailList<T> None<T>() => Nothing<T>.Instance;

    private static class Nothing<T>
    {
        public static DetailList<T> Instance { get; } = new([]);
    }
}
