using AtlassianAdmin.Changes.Reading;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>What touches several things: their list is read, and each becomes an operation of its own.</summary>
public abstract class Expansion : Intent
{
    private protected Expansion(OperationSpec spec, Subject subject)
        : base(spec, subject)
    {
    }

    internal override string? InverseFrom(State? seen) => null;

    /// <summary>Reads the list, and makes an operation of each.</summary>
    /// <exception cref="AdminException">There is nothing that could be changed, or the list cannot be read.</exception>
    internal abstract Task<Expanded> ExpandAsync(CancellationToken cancellationToken);

    /// <summary>Reads the list again, for what became of the operations.</summary>
    /// <param name="operations">Some of those that it was expanded into.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The state of each, in their order.</returns>
    internal abstract Task<IReadOnlyList<State>> ReadAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken);

    /// <summary>What proves it for many people at once by the list of all API tokens; null where that list does not.</summary>
    internal virtual TokenProofs? TokenProofs => null;

    /// <summary>The wanted state of each operation where the list of all API tokens proves it; null where it does not.</summary>
    internal virtual IReadOnlyList<State>? ProofIn(TokenList list, IReadOnlyList<Operation> operations) => null;
}

/// <summary>The operations of an expansion, each with the state that was read with the list.</summary>
internal sealed record Expanded(IReadOnlyList<(Operation Operation, State Before)> Parts)
{
    /// <summary>What the list says where there is nothing in it to change; null where there is something.</summary>
    public State? Nothing { get; init; }
}
