namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>The same change in several directories of a person: in those that are named, or in every one that the person is in.</summary>
internal abstract class DirectoryExpansion : Expansion
{
    private readonly IReadOnlyList<TargetDirectory>? _named;

    protected DirectoryExpansion(OperationSpec spec, IReadOnlyList<TargetDirectory>? named, Subject subject, ConnectedClients clients)
        : base(spec, subject)
    {
        _named = named;
        Clients = clients;
    }

    public sealed override string Route => "Directory";

    public sealed override string Target => _named is null ? "every directory" : string.Join(", ", _named.Select(d => DirectoryReader.NameOf(Clients, d)));

    private protected ConnectedClients Clients { get; }

    internal sealed override async Task<AdminException?> CheckExistenceAsync(CancellationToken cancellationToken) =>
        await Existence.OfDirectoriesAsync(Clients, _named, cancellationToken).ConfigureAwait(false)
        ?? await Existence.OfAccountAsync(Clients, Subject, cancellationToken).ConfigureAwait(false);

    internal sealed override bool IsSettledIn(State state) => state is DirectoryState { Status: DirectoryState.NoMembership };

    /// <summary>The change in one of them.</summary>
    private protected abstract Operation In(TargetDirectory directory);

    /// <summary>Why those directories rule the change out; null when they do not.</summary>
    private protected abstract AdminException? ViolationIn(IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships, bool named);

    internal sealed override async Task<Expanded> ExpandAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships = await DirectoryReader
            .ReadAsync(Clients.Organization, Subject.AccountId, _named, cancellationToken).ConfigureAwait(false);
        if (ViolationIn(memberships, _named is not null) is { } violation)
            throw violation;

        // A directory that the person is not in leaves nothing to change.
        return new Expanded(memberships
            .Where(m => m.State.Status != DirectoryState.NoMembership)
            .Select(m => (In(m.Directory), (State)m.State)).ToList())
        {
            Nothing = new DirectoryState(DirectoryState.NoMembership),
        };
    }

    internal sealed override async Task<IReadOnlyList<State>> ReadAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        var states = new List<State>();
        foreach (Operation operation in operations)
            states.Add(await operation.ReadAsync(cancellationToken).ConfigureAwait(false));
        return states;
    }

    private protected AdminException NotInDirectory() =>
        new(ErrorCode.NotInDirectory, ("account", Subject.Who), ("detail", _named is null ? "any directory of this organization" : "any of the directories that are meant"));
}
