namespace AtlassianAdmin.Engine;

/// <summary>What is asked about in one question of a journaled run: a person of a plan, or a change to undo.</summary>
internal sealed class PendingRun(object item, string who) : IPendingPerson
{
    /// <summary>The person or the change.</summary>
    public object Item { get; } = item;

    /// <summary>The person in the question.</summary>
    public string Who { get; } = who;

    /// <summary>True when there is nothing to ask: it is done, or cannot be done.</summary>
    public bool NeedsNoAnswer { get; set; }

    /// <summary>What was found out before asking; null when nobody is asked.</summary>
    public IReadOnlyList<Change>? Foreseen { get; set; }

    /// <summary>The changes on their way; null when they were not started.</summary>
    public Task<IReadOnlyList<Change>>? Sent { get; set; }

    public Task? Ready => Sent;

    /// <summary>What it is without anything being sent.</summary>
    public void Settle(IReadOnlyList<Change> changes) => Sent = Task.FromResult(changes);

    /// <summary>What can be said when the command was stopped.</summary>
    public IReadOnlyList<Change> AfterStop(Func<object, IReadOnlyList<Change>> notStarted)
    {
        if (Sent is { Status: TaskStatus.RanToCompletion } sent)
            return sent.Result;
        IReadOnlyList<Change> changes = notStarted(Item);
        foreach (Change change in changes)
            change.AsUnknown(Sent is not null);
        return changes;
    }
}
