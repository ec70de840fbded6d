namespace AtlassianAdmin.Changes.Running;

/// <summary>The place of one intent in what a command tells: it is there before the intent is started, and can be looked at from any thread.</summary>
internal sealed class ChangeSlot(Intent intent, Func<Intent, Change> notStarted)
{
    private volatile ChangeSlot[]? _parts;
    private volatile Change? _result;
    private volatile bool _isStarted;

    /// <summary>What is asked.</summary>
    public Intent Intent { get; } = intent;

    /// <summary>The changes as they stand now: what is started and not answered is unknown.</summary>
    public IEnumerable<Change> Changes =>
        _parts is { } parts ? parts.SelectMany(p => p.Changes) : [_result ?? notStarted(Intent).AsUnknown(_isStarted)];

    /// <summary>Sending begins: from here on it is unknown until it is answered.</summary>
    public void Start() => _isStarted = true;

    public void Finish(Change change) => _result = change;

    /// <summary>A change of it that was not started.</summary>
    public Change NotStarted() => notStarted(Intent);

    /// <summary>Makes a place for each of the operations that it expands into.</summary>
    public ChangeSlot[] Split(IEnumerable<Operation> operations) =>
        _parts = operations.Select(o => new ChangeSlot(o, notStarted)).ToArray();
}
