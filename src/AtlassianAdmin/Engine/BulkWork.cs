namespace AtlassianAdmin.Engine;

/// <summary>
/// The one engine under every cmdlet that takes many people. People are begun in windows, so that e-mail addresses are resolved
/// in batches, and handed back in input order as they become ready. The next window is begun while the last one is still in
/// flight, and nobody more is taken while two are: a list of any length never piles up.
/// </summary>
/// <typeparam name="TPerson">One person on the way from the input to the output.</typeparam>
internal sealed class BulkWork<TPerson>
    where TPerson : class, IPendingPerson
{
    private readonly Action<TPerson[]> _begin;
    private readonly Action<TPerson> _handBack;
    private readonly Action<Task> _wait;
    private readonly List<TPerson> _window = [];
    private readonly Queue<TPerson> _pending = new();

    /// <summary>Makes the engine. Everything it calls runs on the caller's thread.</summary>
    /// <param name="begin">Begins a window: afterwards everybody in it has <see cref="IPendingPerson.Ready"/>.</param>
    /// <param name="handBack">Writes what became of a person who is ready.</param>
    /// <param name="wait">Waits for a task to end, however it does, and meanwhile calls <see cref="HandBackReady"/> now and then.</param>
    public BulkWork(Action<TPerson[]> begin, Action<TPerson> handBack, Action<Task> wait)
    {
        _begin = begin;
        _handBack = handBack;
        _wait = wait;
    }

    /// <summary>Who is not handed back yet, in input order.</summary>
    public IEnumerable<TPerson> Pending => _pending;

    /// <summary>Takes a person.</summary>
    public void Add(TPerson person)
    {
        _pending.Enqueue(person);
        _window.Add(person);
        if (_window.Count < AccountCmdlet.WindowSize)
        {
            HandBackReady();
            return;
        }

        BeginWindow();
        HandBack(leave: AccountCmdlet.WindowSize);
    }

    /// <summary>Nobody comes any more: ends with the last one handed back.</summary>
    public void Finish()
    {
        if (_window.Count > 0)
            BeginWindow();
        HandBack(leave: 0);
    }

    /// <summary>Hands back whoever is ready and has nobody before them.</summary>
    public void HandBackReady()
    {
        while (_pending.Count > 0 && _pending.Peek().Ready is { IsCompleted: true })
            _handBack(_pending.Dequeue());
    }

    private void BeginWindow()
    {
        TPerson[] window = _window.ToArray();
        _window.Clear();
        _begin(window);
    }

    private void HandBack(int leave)
    {
        while (_pending.Count > leave)
        {
            // For the last of those who must go, not for each: a wake-up costs more than a change does.
            _wait(_pending.ElementAt(_pending.Count - leave - 1).Ready!);
            HandBackReady();
        }
    }
}

/// <summary>One person on the way from the input to the output of a cmdlet.</summary>
internal interface IPendingPerson
{
    /// <summary>Ends when there is something to hand back; null until begun.</summary>
    Task? Ready { get; }
}
