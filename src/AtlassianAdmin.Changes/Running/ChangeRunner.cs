namespace AtlassianAdmin.Changes.Running;

/// <summary>Carries out what is asked for one person, group or key, and tells the truth about what became of it. It knows no client and no kind of change.</summary>
public sealed class ChangeRunner
{
    private readonly RunContext _context;

    /// <summary>Makes a runner.</summary>
    /// <param name="guard">What the connection refuses by itself.</param>
    /// <param name="organization">How change objects name the organization, or the site.</param>
    /// <param name="clock">The time that reading back waits by.</param>
    /// <param name="journal">Keeps a record of what is sent; null for none. With one, the state is read before each change.</param>
    public ChangeRunner(ChangeGuard guard, string organization, TimeProvider clock, IChangeJournal? journal = null) =>
        _context = new RunContext(guard, organization, clock, journal);

    /// <summary>What a report says of the run; null for nothing.</summary>
    internal RunInfo? Info
    {
        get => _context.Info;
        set => _context.Info = value;
    }

    /// <summary>Finds out what would be met, and changes nothing.</summary>
    /// <param name="intent">What is asked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Changes with the outcome <see cref="ChangeOutcome.WhatIf"/>, one for each thing, with the state before and the code of the refusal that would come.</returns>
    public Task<IReadOnlyList<Change>> PreviewAsync(Intent intent, CancellationToken cancellationToken) => PreviewAsync(intent, byPage: false, cancellationToken);

    /// <summary>Carries out what is asked. Never throws for what concerns this subject: the changes tell it.</summary>
    /// <param name="intent">What is asked.</param>
    /// <param name="options">How.</param>
    /// <param name="status">What the command has met so far; null for a command of its own.</param>
    /// <param name="cancellationToken">Gives up what is in flight; what must not start any more is told by <see cref="Client.Http.RequestScope"/>.</param>
    /// <returns>A change for each thing that was changed.</returns>
    public async Task<IReadOnlyList<Change>> RunAsync(Intent intent, RunOptions options, RunStatus? status = null, CancellationToken cancellationToken = default)
    {
        var slot = new ChangeSlot(intent, NotStarted);
        await RunAsync(slot, options, status ?? new RunStatus(), cancellationToken).ConfigureAwait(false);
        return slot.Changes;
    }

    /// <summary>The same; by page the state is the one that a page of the search told, where it told one.</summary>
    internal Task<IReadOnlyList<Change>> PreviewAsync(Intent intent, bool byPage, CancellationToken cancellationToken) =>
        new OperationPreview(_context, byPage).PreviewAsync(intent, cancellationToken);

    /// <summary>A change that was not started.</summary>
    /// <param name="intent">What was asked.</param>
    public Change NotStarted(Intent intent) => _context.NotStarted(intent);

    /// <summary>A change that failed before it was started.</summary>
    /// <param name="intent">What was asked.</param>
    /// <param name="failure">Why.</param>
    public Change Failed(Intent intent, AdminException failure) => NotStarted(intent).Fail(ChangeOutcome.Failed, failure);

    /// <summary>The values that only one person can have, as what it carries out gives them away.</summary>
    internal ExclusiveTargets Targets { get; } = new();

    /// <summary>Tells of what is refused before it was tried.</summary>
    internal void Refuse(ChangeSlot slot, RunStatus status, AdminException violation) =>
        _context.Finish(slot, status, slot.NotStarted().Fail(ChangeOutcome.Failed, violation));

    /// <summary>Tells of what was read again and not sent.</summary>
    internal void Finish(ChangeSlot slot, RunStatus status, Change change) => _context.Finish(slot, status, change);

    /// <summary>Records what was left as it is.</summary>
    internal void Record(IEnumerable<Change> changes, RunStatus status)
    {
        foreach (Change change in changes)
            _context.Record(change, status);
    }

    /// <summary>Carries out what a place asks for.</summary>
    /// <returns>What is left to be read back; null for nothing.</returns>
    internal async Task<OpenProof?> RunAsync(ChangeSlot slot, RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        try
        {
            return await RunOneAsync(slot, options, status, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not AdminException and not OperationCanceledException)
        {
            // A fault of the program: it ends the command, so nothing more starts, and nobody is counted who was not sent.
            status.Stop();
            throw;
        }
    }

    private async Task<OpenProof?> RunOneAsync(ChangeSlot slot, RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        Change notStarted = slot.NotStarted();
        await status.WhenSureAsync().ConfigureAwait(false);
        using var doubt = new Doubt(status);
        if (!status.MayStart(notStarted))
        {
            slot.Finish(notStarted);
        }
        else if (slot.Intent is Operation operation)
        {
            SentOperation sent = await new OperationRun(_context).RunAsync(operation, notStarted, seen: null, options, slot.Start, doubt, cancellationToken).ConfigureAwait(false);
            _context.Finish(slot, status, sent.Change);
            return sent.IsOpen ? new OpenOperation(_context, slot, sent, status) : null;
        }
        else
        {
            return await new ExpansionRun(_context).RunAsync(slot, notStarted, options, status, doubt, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Sends several people's operations in one request.</summary>
    internal Task RunTogetherAsync(IReadOnlyList<ChangeSlot> slots, RunStatus status, CancellationToken cancellationToken) =>
        new SharedRun(_context).RunAsync(slots, status, cancellationToken);
}
