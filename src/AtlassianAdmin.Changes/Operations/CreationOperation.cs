namespace AtlassianAdmin.Changes.Operations;

/// <summary>Making something, whose reply tells what was made. There is no state before, and no second try: it might make two.</summary>
/// <typeparam name="TState">The state of what is made.</typeparam>
/// <typeparam name="TMade">What is made.</typeparam>
public abstract class CreationOperation<TState, TMade> : Operation<TState>
    where TState : State
    where TMade : class
{
    private TMade? _made;

    private protected CreationOperation(OperationSpec spec, Subject subject)
        : base(spec, subject)
    {
    }

    internal sealed override bool IsCreation => true;

    internal sealed override object? Created => _made;

    internal sealed override Task<Completion?> CompleteAsync(CancellationToken cancellationToken) => Task.FromResult<Completion?>(Read(_made!));

    private protected abstract Task<TMade> CreateAsync(CancellationToken cancellationToken);

    /// <summary>What the reply tells of it.</summary>
    private protected abstract Completion Read(TMade made);

    private protected sealed override async Task<int> SendAsync(TState? before, CancellationToken cancellationToken)
    {
        try
        {
            _made = await CreateAsync(cancellationToken).ConfigureAwait(false);
            return 1;
        }
        catch (AdminException e)
        {
            throw Explain(e);
        }
    }

    /// <summary>What a refusal means of something that is to be made.</summary>
    private protected virtual AdminException Explain(AdminException refusal) => refusal;

    private protected sealed override Task<TState> ReadStateAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is to be made has no state to read.");

    private protected sealed override bool IsReached(TState state) => false;

    private protected sealed override Inverse InverseTo(TState before) => InverseWithoutState();

    private protected abstract override Inverse InverseWithoutState();
}
