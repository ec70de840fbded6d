namespace AtlassianAdmin.Changes.Running;

/// <summary>The place of one intent in what a command tells: it is there before the intent is started, and can be looked at from any thread.</summary>
internal sealed class ChangeSlot(Intent intent, Func<Intent, Change> notStarted)
{
    private Intent? _intent = intent;
    private Func<Intent, Change>? _notStarted = notStarted;
    private volatile ChangeSlot[]? _parts;
    private volatile Change? _result;
    private volatile bool _isStarted;

    /// <summary>What is asked.</summary>
    public Intent Intent => _intent ?? throw new InvalidOperationException("It was told and let go.");

    /// <summary>The changes as they stand now: what is started and not answered is unknown.</summary>
    public IReadOnlyList<Change> Changes =>
        _parts is { } parts ? parts.SelectMany(p => p.Changes).ToList() : [_result ?? NotStarted().AsUnknown(_isStarted)];

    /// <summary>Sending begins: from here on it is unknown until it is answered.</summary>
    public void Start() => _isStarted = true;

    public void Finish(Change change) => _result = change;

    /// <summary>A change of it that was not started.</summary>
    public Change NotStarted() => _notStarted!(Intent);

    /// <summary>Makes a place for each of the operations that it expands into.</summary>
    public ChangeSlot[] Split(IEnumerable<Operation> operations) =>
        _parts = operations.Select(o => new ChangeSlot(o, _notStarted!)).ToArray();

    /// <summary>Keeps what became of it, and lets go of all else: it was told.</summary>
    public void Forget()
    {
        foreach (ChangeSlot part in _parts ?? [])
            part.Forget();
        if (_parts is null)
            _result ??= NotStarted();
        _intent = null;
        _notStarted = null;
    }
}
