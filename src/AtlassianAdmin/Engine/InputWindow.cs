namespace AtlassianAdmin.Engine;

/// <summary>
/// Takes many inputs in windows, so that e-mail addresses are resolved in batches, and emits them in input order as they become
/// ready. The next window is begun while the last one is still in flight, and nobody more is taken while two are: a list of any
/// length never piles up.
/// </summary>
/// <typeparam name="T">One input on the way to the output.</typeparam>
internal sealed class InputWindow<T>
    where T : class, IPending
{
    /// <summary>Inputs that are resolved together at most.</summary>
    public const int LargestSize = 200;

    private readonly Action<T[]> _begin;
    private readonly Action<T> _emit;
    private readonly Action<Task> _wait;
    private readonly List<T> _window = [];
    private readonly Queue<T> _pending = new();
    private readonly int _size;
    private readonly int _step;

    /// <summary>Makes the windows. Everything they call runs on the caller's thread.</summary>
    /// <param name="begin">Begins a window: afterwards everything in it has <see cref="IPending.Ready"/>.</param>
    /// <param name="emit">Writes what became of an input that is ready.</param>
    /// <param name="wait">Waits for a task to end, however it does, and meanwhile calls <see cref="EmitReady"/> now and then.</param>
    /// <param name="size">Inputs that are resolved together; with 1 nothing is read ahead.</param>
    /// <param name="step">How many are waited for at once, where no more may begin before these are emitted.</param>
    public InputWindow(Action<T[]> begin, Action<T> emit, Action<Task> wait, int size = LargestSize, int step = int.MaxValue)
    {
        _size = size;
        _step = step;
        _begin = begin;
        _emit = emit;
        _wait = wait;
    }

    /// <summary>What is not emitted yet, in input order.</summary>
    public IReadOnlyCollection<T> Pending => _pending;

    /// <summary>Takes an input.</summary>
    public void Add(T input)
    {
        _pending.Enqueue(input);
        _window.Add(input);
        if (_window.Count < _size)
        {
            EmitReady();
            return;
        }

        BeginWindow();
        Emit(leave: _size > 1 ? _size : 0);
    }

    /// <summary>Nothing comes any more: ends with the last one emitted.</summary>
    public void Finish()
    {
        if (_window.Count > 0)
            BeginWindow();
        Emit(leave: 0);
        // What was heard of the last ones while they were emitted.
        _wait(Task.CompletedTask);
    }

    /// <summary>Emits whatever is ready and has nothing before it.</summary>
    public void EmitReady()
    {
        while (_pending.Count > 0 && _pending.Peek().Ready is { IsCompleted: true })
            _emit(_pending.Dequeue());
    }

    private void BeginWindow()
    {
        T[] window = _window.ToArray();
        _window.Clear();
        _begin(window);
    }

    private void Emit(int leave)
    {
        while (_pending.Count > leave)
        {
            // For the last of those that must go, not for each: a wake-up costs more than a change does. One before it may still be on its way.
            Task last = _pending.ElementAt(Math.Min(_pending.Count - leave, _step) - 1).Ready!;
            _wait(last.IsCompleted ? _pending.Peek().Ready! : last);
            EmitReady();
        }
    }
}

/// <summary>One input on the way to the output of a cmdlet.</summary>
internal interface IPending
{
    /// <summary>Ends when there is something to emit; null until begun.</summary>
    Task? Ready { get; }
}
