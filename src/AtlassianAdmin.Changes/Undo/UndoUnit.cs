namespace AtlassianAdmin.Changes.Undo;

/// <summary>The changes of one person that are undone together, the last one first.</summary>
public sealed class UndoUnit : ChangeUnit
{
    private readonly IReadOnlyList<UndoneChange> _changes;

    internal UndoUnit(IReadOnlyList<UndoneChange> changes)
        : base(changes[0].Change.Subject) =>
        _changes = changes;

    /// <inheritdoc/>
    public override string? OrderKey => _changes[0].PersonKey;

    /// <inheritdoc/>
    public override string Gerund => "undoing";

    /// <summary>What is undone, in words.</summary>
    public string Description => string.Join("; ", _changes.Where(c => !c.NeedsNoAnswer).Select(c => c.Description));

    /// <inheritdoc/>
    public override bool NeedsNoAnswer => _changes.All(c => c.NeedsNoAnswer);

    /// <inheritdoc/>
    public override IReadOnlyList<Change> Changes => _changes.SelectMany(c => c.Changes).ToList();

    /// <inheritdoc/>
    public override IReadOnlyList<Change> NotStarted() => _changes.SelectMany(c => c.NotStarted()).ToList();

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Change>> PreviewAsync(bool byPage, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        foreach (UndoneChange change in _changes)
            changes.AddRange(await change.PreviewAsync(cancellationToken).ConfigureAwait(false));
        return changes;
    }

    /// <inheritdoc/>
    public override async Task RunAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        foreach (UndoneChange change in _changes)
            await change.RunAsync(status, cancellationToken).ConfigureAwait(false);

        // What is given back later in the same undoing is no longer missing.
        if (Changes.Any(c => c is { Action: "Resume", IsDone: true }))
        {
            foreach (Change enabled in Changes.Where(c => c.Action is "Enable" or "Restore"))
                enabled.Warning = null;
        }
    }

    // What is undone is known from the journal: nobody is looked up.
    internal override bool NoteFailure(RunStatus status, AdminException failure) => false;
}
