using System.Collections;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>A list that only grows. Readers take no lock: they see it as long as it was when they looked.</summary>
internal sealed class GrowingList<T> : IReadOnlyList<T>
{
    private readonly object _authorization = new();
    private volatile T[] _items;
    private volatile int _count;

    public GrowingList(T[] items)
    {
        _items = items;
        _count = items.Length;
    }

    public int Count => _count;

    // The count is read first: the array read after it holds at least that many.
    public T this[int index] => index >= 0 && index < _count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Appends what is made for its place.</summary>
    public T Add(Func<int, T> make)
    {
        lock (_authorization)
        {
            T item = make(_count);
            if (_count == _items.Length)
            {
                var larger = new T[Math.Max(16, _count * 2)];
                Array.Copy(_items, larger, _count);
                _items = larger;
            }

            _items[_count] = item;
            _count++;
            return item;
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        int count = _count;
        T[] items = _items;
        for (int i = 0; i < count; i++)
            yield return items[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
