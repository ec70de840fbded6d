namespace AtlassianAdmin.Changes.Running;

/// <summary>
/// Works on many items at once, begun in the order in which they were added and without an end: what is added later joins what
/// is still being worked on. Items with the same key never overlap and keep their order.
/// </summary>
/// <typeparam name="TResult">What comes of an item.</typeparam>
public sealed class OrderedWork<TResult>
{
    private readonly int _degree;
    private readonly object _lock = new();
    private readonly Queue<Item> _waiting = new();
    private readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.Ordinal);
    private int _workers;

    /// <summary>Makes a place to work.</summary>
    /// <param name="degree">How many items are worked on at once.</param>
    public OrderedWork(int degree) =>
        _degree = degree > 0 ? degree : throw new ArgumentOutOfRangeException(nameof(degree), degree, "Nothing would ever be worked on.");

    /// <summary>Adds an item; its work begins as soon as its turn comes.</summary>
    /// <param name="key">What must not overlap; null for an item that nothing else concerns.</param>
    /// <param name="work">The work, off the caller's thread.</param>
    /// <param name="after">What belongs to the item and is done when the work has ended, however it did: it takes up nobody's turn. Null for nothing.</param>
    /// <returns>Ends when the item does, and as its work does.</returns>
    public Task<TResult> Add(string? key, Func<Task<TResult>> work, Func<Task>? after = null)
    {
        lock (_lock)
        {
            Task predecessor = Task.CompletedTask;
            if (key is not null && _lastOfKey.TryGetValue(key, out Task? last))
                predecessor = last;
            var item = new Item(key, work, after, predecessor);
            if (key is not null)
                _lastOfKey[key] = item.Result.Task;
            _waiting.Enqueue(item);
            if (_workers < _degree)
            {
                _workers++;
                _ = Task.Run(WorkAsync);
            }

            return item.Result.Task;
        }
    }

    private async Task WorkAsync()
    {
        // Items are taken in order, so whatever an item waits for has been taken before it.
        while (Take() is { } item)
        {
            try
            {
                if (!item.Predecessor.IsCompleted)
                    await Task.WhenAny(item.Predecessor).ConfigureAwait(false);
                TResult result = await item.Work().ConfigureAwait(false);
                End(item, () => item.Result.SetResult(result));
            }
            catch (Exception e)
            {
                End(item, () => item.Result.SetException(e));
            }
        }
    }

    private void End(Item item, Action end)
    {
        if (item.After is null)
        {
            Forget(item);
            end();
        }
        else
        {
            _ = AfterAsync(item, end);
        }
    }

    private async Task AfterAsync(Item item, Action end)
    {
        try
        {
            await item.After!().ConfigureAwait(false);
            Forget(item);
            end();
        }
        catch (Exception e)
        {
            Forget(item);
            item.Result.TrySetException(e);
        }
    }

    private Item? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0)
                return _waiting.Dequeue();
            _workers--;
            return null;
        }
    }

    // Nobody who comes now has to wait for it: a long list must not pile up here.
    private void Forget(Item item)
    {
        if (item.Key is null)
            return;
        lock (_lock)
        {
            if (_lastOfKey[item.Key] == item.Result.Task)
                _lastOfKey.Remove(item.Key);
        }
    }

    private sealed class Item(string? key, Func<Task<TResult>> work, Func<Task>? after, Task predecessor)
    {
        public string? Key { get; } = key;

        public Func<Task<TResult>> Work { get; } = work;

        public Func<Task>? After { get; } = after;

        public Task Predecessor { get; } = predecessor;

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
