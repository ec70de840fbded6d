namespace AtlassianAdmin.Changes.Running;

/// <summary>
/// Keeps work from running ahead of who takes its results: an item begins only when fewer than so many come between it and the last one
/// that was taken. The one that is to be taken next may always begin.
/// </summary>
/// <param name="ahead">How many may be begun beyond the last one taken.</param>
public sealed class StartLimit(int ahead)
{
    private readonly object _lock = new();
    private readonly Dictionary<long, TaskCompletionSource<bool>> _waiting = [];
    private readonly int _ahead = ahead > 0 ? ahead : throw new ArgumentOutOfRangeException(nameof(ahead), ahead, "Nothing would ever begin.");
    private long _taken;
    private bool _isLifted;

    /// <summary>Ends when an item may begin.</summary>
    /// <param name="place">Its place in the order of the input, from 0.</param>
    public Task WhenAllowed(long place)
    {
        lock (_lock)
        {
            if (_isLifted || place < _taken + _ahead)
                return Task.CompletedTask;
            if (!_waiting.TryGetValue(place, out TaskCompletionSource<bool>? waiting))
                _waiting.Add(place, waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
            return waiting.Task;
        }
    }

    /// <summary>One more was taken.</summary>
    public void Take()
    {
        lock (_lock)
        {
            _taken++;
            // Each one that is taken lets one more begin.
            long next = _taken + _ahead - 1;
            if (_waiting.TryGetValue(next, out TaskCompletionSource<bool>? waiting))
            {
                _waiting.Remove(next);
                waiting.SetResult(true);
            }
        }
    }

    /// <summary>Nothing waits any more: what should not start is kept from it in another way.</summary>
    public void Lift()
    {
        lock (_lock)
        {
            _isLifted = true;
            foreach (TaskCompletionSource<bool> waiting in _waiting.Values)
                waiting.SetResult(true);
            _waiting.Clear();
        }
    }
}
