namespace AtlassianAdmin.Changes.Operations;

/// <summary>An operation that goes in one request with those of other people.</summary>
/// <typeparam name="TState">The state that it is about.</typeparam>
internal abstract class SharedOperation<TState> : Operation<TState>, ISharedOperation
    where TState : State
{
    protected SharedOperation(OperationSpec spec, Subject subject)
        : base(spec, subject)
    {
    }

    public abstract int LargestBatch { get; }

    internal sealed override bool IsCreation => true;

    public abstract bool SharesWith(ISharedOperation other);

    public abstract Task<IReadOnlyList<SharedState>> ReadTogetherAsync(IReadOnlyList<ISharedOperation> batch, CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<SharedReply>> SendTogetherAsync(IReadOnlyList<ISharedOperation> batch, CancellationToken cancellationToken);

    private protected sealed override async Task<TState> ReadStateAsync(CancellationToken cancellationToken) =>
        (TState)(await ReadTogetherAsync([this], cancellationToken).ConfigureAwait(false))[0].State;

    private protected sealed override async Task<int> SendAsync(TState? before, CancellationToken cancellationToken)
    {
        SharedReply reply = (await SendTogetherAsync([this], cancellationToken).ConfigureAwait(false))[0];
        return reply.Failure is null ? 1 : throw reply.Failure;
    }
}

/// <summary>An operation that goes in one request with those of other people.</summary>
internal interface ISharedOperation
{
    /// <summary>How many go in one request.</summary>
    int LargestBatch { get; }

    /// <summary>True when both ask for the same, so that one request can ask it for both.</summary>
    bool SharesWith(ISharedOperation other);

    /// <summary>Reads the states of a batch, in its order.</summary>
    Task<IReadOnlyList<SharedState>> ReadTogetherAsync(IReadOnlyList<ISharedOperation> batch, CancellationToken cancellationToken);

    /// <summary>Sends a batch in one request; what the answer says of each, in its order.</summary>
    Task<IReadOnlyList<SharedReply>> SendTogetherAsync(IReadOnlyList<ISharedOperation> batch, CancellationToken cancellationToken);
}

/// <summary>The state of one of a batch, and the account that was found on the way.</summary>
internal sealed record SharedState(State State, string? AccountId)
{
    /// <summary>Why it is not sent; null when it may be.</summary>
    public AdminException? Violation { get; init; }
}

/// <summary>What an answer says of one of a batch.</summary>
/// <param name="Accepted">True when something was done, false when nothing was; null when the answer does not say.</param>
internal sealed record SharedReply(bool? Accepted)
{
    /// <summary>The account that the answer tells; null for none.</summary>
    public string? AccountId { get; init; }

    /// <summary>What the command returns; null for nothing.</summary>
    public object? Created { get; init; }

    /// <summary>What was not done; null when all was.</summary>
    public AdminException? Failure { get; init; }
}
