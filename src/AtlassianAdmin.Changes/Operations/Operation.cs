using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>One thing that is changed by one request. It owns everything about itself; who runs it knows no client and no kind.</summary>
public abstract class Operation : Intent
{
    private protected Operation(OperationSpec spec, Subject subject)
        : base(spec, subject)
    {
    }

    /// <summary>True when it makes something: there is no state before it, and an answer that is lost is never asked for again.</summary>
    internal virtual bool IsCreation => false;

    /// <summary>What it made, for a command that returns it; null where nothing is made.</summary>
    internal virtual object? Created => null;

    /// <summary>True when the state must be read before sending, because what is sent depends on it.</summary>
    internal virtual bool NeedsStateFirst => false;

    /// <summary>How long to wait before each reading again of a state that is not as wanted: it may be a moment old.</summary>
    internal virtual IReadOnlyList<TimeSpan> VerificationDelays { get; } = Seconds(0.5, 1, 2, 4);

    /// <summary>What a page of the search must be asked for so that it tells this state; null where no page tells it.</summary>
    internal virtual IReadOnlyList<string>? PageParts => null;

    /// <summary>The state as a page of the search tells it; null where the page leaves it in doubt.</summary>
    internal virtual State? StateOf(User page) => null;

    /// <summary>True when the state is read by a search anyway, so that a page that was read just before tells as much.</summary>
    internal virtual bool IsSearched => false;

    /// <summary>What a page must be asked for to prove the change; null where no page does.</summary>
    internal virtual IReadOnlyList<string>? ProofParts => PageParts;

    /// <summary>The wanted state where a page proves it; null where it does not.</summary>
    internal virtual State? ProofIn(User page) => StateOf(page) is { } state && IsReached(state) ? state : null;

    /// <summary>The person as this operation, or an earlier one of the same run, read them directly; null when none did.</summary>
    internal User? Reading { get; set; }

    /// <summary>The state that a plan was made for; null where no plan asks, or any state will do.</summary>
    internal State? Expected { get; set; }

    /// <summary>What the same plan makes of the same thing afterwards: where that is so already, this one is done, too. Null for nothing.</summary>
    internal Operation? Successor { get; set; }

    /// <summary>The account that has what is asked for, as the preview found it; null for nobody.</summary>
    internal string? HolderId { get; private protected set; }

    /// <summary>Reads the state that this change is about.</summary>
    internal abstract Task<State> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads the state before anything is sent.</summary>
    internal virtual Task<State> ReadBeforeAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>Sends the change.</summary>
    /// <param name="before">The state before; null when it was not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often it was sent.</returns>
    internal abstract Task<int> SendAsync(State? before, CancellationToken cancellationToken);

    /// <summary>Reads what was made, after it was accepted; null where nothing more is to be known.</summary>
    internal virtual Task<Completion?> CompleteAsync(CancellationToken cancellationToken) => Task.FromResult<Completion?>(null);

    /// <summary>True when the state is as wanted.</summary>
    internal abstract bool IsReached(State state);

    /// <summary>True when the state before leaves nothing to send.</summary>
    internal virtual bool IsDoneBefore(State state) => IsReached(state);

    internal sealed override bool IsSettledIn(State state) => IsDoneBefore(state) || Successor?.IsReached(state) == true;

    /// <summary>Why the state is not the one that the plan was made for; null when it is.</summary>
    internal AdminException? PlanViolationIn(State now) => Expected is null || string.Equals(Expected.ToString(), now.ToString(), StringComparison.OrdinalIgnoreCase)
        ? null
        : new AdminException(ErrorCode.PreconditionFailed, ("account", Subject.Who), ("action", Gerund), ("detail", $"it was '{Expected}' then, and it is '{now}' now"));

    /// <summary>Why the state rules the change out; null when it does not.</summary>
    internal abstract AdminException? ViolationIn(State state);

    /// <summary>What the service says may be done with the account; null where it says nothing of it.</summary>
    internal virtual Task<AccountPermissions?> ReadPermissionsAsync(CancellationToken cancellationToken) => Task.FromResult<AccountPermissions?>(null);

    /// <summary>Why those permissions rule the change out; null when they do not.</summary>
    internal virtual AdminException? ViolationOf(AccountPermissions permissions, State? before) => null;

    /// <summary>The accounts that it touches. Members of a group are read for it, so it is asked only where a guard is set.</summary>
    /// <param name="before">The state before; null when it was not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal virtual Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<string>>(Touches == Touched.Person && Subject.PersonId is { } id ? [id] : []);

    /// <summary>What the service would accept although it does harm; null for nothing. Asked before anything is sent.</summary>
    /// <param name="before">The state before; null when it was not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal virtual Task<AdminException?> CheckAsync(State? before, CancellationToken cancellationToken) => Task.FromResult<AdminException?>(null);

    /// <summary>What else would stand in the way, found out for a preview only; null for nothing.</summary>
    /// <param name="before">The state before; null when it was not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal virtual Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken) => Task.FromResult<AdminException?>(null);

    /// <summary>What a preview tells beside the state, such as what else goes; null for nothing.</summary>
    internal virtual Task<string?> DescribeEffectsAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>What else follows from a state that is as wanted; null where nothing is known to follow.</summary>
    /// <param name="before">The state before; null when it was not read.</param>
    /// <param name="after">The state that is as wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<Consequence?> ConsequenceAsync(State? before, State after, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadConsequenceAsync(before, after, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            // The state itself is as wanted and proven.
            return new Consequence { Warning = $"{Subject.Who} is as wanted, but what follows from it could not be read ({e.Code}): {e.Message}" };
        }
    }

    private protected virtual Task<Consequence?> ReadConsequenceAsync(State? before, State after, CancellationToken cancellationToken) => Task.FromResult<Consequence?>(null);

    /// <summary>What a refusal means in the light of the state that was read after it; the refusal itself when it says it best.</summary>
    internal abstract AdminException Explain(AdminException refusal, State state);

    /// <summary>The same refusal with the way that is open, where finding it takes asking.</summary>
    internal virtual Task<AdminException> GuideAsync(AdminException refusal, string? email, CancellationToken cancellationToken) => Task.FromResult(refusal);

    /// <summary>What to tell about a state that is as wanted; null for nothing.</summary>
    internal abstract string? WarningOf(State state, string who);

    /// <summary>Another way to the very same end, where this one is refused for such a reason; null when there is none.</summary>
    internal virtual Operation? Fallback(AdminException refusal) => null;

    /// <summary>The way back to the state before, or why there is none.</summary>
    /// <param name="before">The state before; null when it was not recorded.</param>
    internal abstract Inverse InverseTo(State? before);

    internal sealed override bool CanBeUndone(State? seen) => InverseTo(seen) is { Impossible: null } or { IsOutOfReach: true };

    internal sealed override string? InverseFrom(State? seen)
    {
        Inverse inverse = InverseTo(seen);
        return inverse.Specs.Count > 0 ? string.Join("; ", inverse.Specs.Select(s => s.ToIntent(Subject, ConnectedClients.None).Effect)) : null;
    }

    /// <summary>True when nobody has changed it since: it is as this change left it, or back already.</summary>
    /// <param name="now">The state as it was just read.</param>
    /// <param name="before">The state before the change.</param>
    /// <param name="after">The state that was read after it; null when none was.</param>
    internal abstract bool IsStillOurs(State now, State before, State? after);

    private protected static IReadOnlyList<TimeSpan> Seconds(params double[] seconds) => Array.ConvertAll(seconds, TimeSpan.FromSeconds);
}

/// <summary>An operation with its own type of state.</summary>
/// <typeparam name="TState">The state that it is about.</typeparam>
public abstract class Operation<TState> : Operation
    where TState : State
{
    private protected Operation(OperationSpec spec, Subject subject)
        : base(spec, subject)
    {
    }

    internal sealed override async Task<State> ReadAsync(CancellationToken cancellationToken) => await ReadStateAsync(cancellationToken).ConfigureAwait(false);

    internal sealed override Task<int> SendAsync(State? before, CancellationToken cancellationToken) => SendAsync((TState?)before, cancellationToken);

    internal sealed override bool IsReached(State state) => IsReached((TState)state);

    internal sealed override bool IsDoneBefore(State state) => IsDoneBefore((TState)state);

    internal sealed override AdminException? ViolationIn(State state) => ViolationIn((TState)state);

    internal sealed override AdminException Explain(AdminException refusal, State state) => Explain(refusal, (TState)state);

    internal sealed override string? WarningOf(State state, string who) => WarningOf((TState)state, who);

    internal sealed override Inverse InverseTo(State? before) => before is null ? InverseWithoutState() : InverseTo((TState)before);

    internal sealed override bool IsStillOurs(State now, State before, State? after) => IsStillOurs((TState)now, (TState)before, after as TState);

    private protected abstract Task<TState> ReadStateAsync(CancellationToken cancellationToken);

    private protected abstract Task<int> SendAsync(TState? before, CancellationToken cancellationToken);

    private protected abstract bool IsReached(TState state);

    private protected virtual bool IsDoneBefore(TState state) => IsReached(state);

    private protected virtual AdminException? ViolationIn(TState state) => null;

    private protected virtual AdminException Explain(AdminException refusal, TState state) => refusal;

    private protected virtual string? WarningOf(TState state, string who) => null;

    private protected abstract Inverse InverseTo(TState before);

    private protected virtual Inverse InverseWithoutState() => Inverse.None("the state before was not recorded");

    // Of several states that are as wanted, only the one that this change left is its own.
    private protected virtual bool IsStillOurs(TState now, TState before, TState? after) =>
        (after is null ? IsReached(now) : now.ToString() == after.ToString()) || now.ToString() == before.ToString();
}
