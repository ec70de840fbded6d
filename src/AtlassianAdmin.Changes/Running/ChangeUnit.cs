namespace AtlassianAdmin.Changes.Running;

/// <summary>Everything that one command does for one person, group or key: asked about in one question, told in one error.</summary>
public abstract class ChangeUnit
{
    private protected ChangeUnit(Subject subject) => Subject = subject;

    /// <summary>For whom.</summary>
    public Subject Subject { get; }

    /// <summary>What must not overlap and keeps its order; null for what nothing else concerns.</summary>
    public abstract string? OrderKey { get; }

    /// <summary>The words in sentences, such as <c>disabling</c>.</summary>
    public abstract string Gerund { get; }

    /// <summary>True when there is nothing to ask: it is done, or cannot be done.</summary>
    public virtual bool NeedsNoAnswer => false;

    /// <summary>The changes as they stand now, from any thread: those that are started and not answered are unknown.</summary>
    public abstract IReadOnlyList<Change> Changes { get; }

    /// <summary>The same changes, none of them started.</summary>
    public abstract IReadOnlyList<Change> NotStarted();

    /// <summary>Finds out what would be met, and changes nothing.</summary>
    /// <param name="byPage">True where the state that a page of the search told is good enough: nothing is going to be sent.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public abstract Task<IReadOnlyList<Change>> PreviewAsync(bool byPage, CancellationToken cancellationToken);

    /// <summary>It was told: only what became of it is kept, for a list of many people is kept for long.</summary>
    internal virtual void Forget()
    {
    }

    /// <summary>A preview is going to follow.</summary>
    internal virtual void ExpectPreview()
    {
    }

    /// <summary>Carries it out; <see cref="Changes"/> tell what became of it.</summary>
    /// <param name="options">How.</param>
    /// <param name="status">What the command has met so far.</param>
    /// <param name="cancellationToken">Gives up what is in flight.</param>
    public abstract Task RunAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken);

    /// <summary>Carries it out, and leaves open what can be read back together with others'.</summary>
    /// <returns>What is left open.</returns>
    internal virtual async Task<IReadOnlyList<OpenProof>> SendAsync(RunOptions options, RunStatus status, CancellationToken cancellationToken)
    {
        await RunAsync(options, status, cancellationToken).ConfigureAwait(false);
        return [];
    }

    /// <summary>What a preview says, as the end of a question.</summary>
    internal virtual string Expect(IReadOnlyList<Change> preview)
    {
        bool isOneAction = preview.Select(c => c.Action).Distinct().Count() == 1;
        return string.Concat(preview.Where(c => c.Failure is not null)
            .Select(c => $" - {(isOneAction ? "" : c.Action + " ")}would be refused, {c.ErrorCode}: {c.ErrorMessage}").Distinct());
    }

    /// <summary>A rejection of the key while nothing could be found out: told once.</summary>
    internal abstract bool NoteFailure(RunStatus status, AdminException failure);
}
