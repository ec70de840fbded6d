using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>A change of one record of the connected SCIM directory.</summary>
/// <typeparam name="TState">The state that it is about.</typeparam>
public abstract class ScimUserOperation<TState> : Operation<TState>
    where TState : State
{
    private readonly ScimClient? _scim;

    private protected ScimUserOperation(OperationSpec spec, Subject subject, ConnectedClients clients)
        : base(spec, subject)
    {
        Clients = clients;
        _scim = clients.Scim;
    }

    /// <inheritdoc/>
    public override string Route => "Scim";

    /// <inheritdoc/>
    public override string Target => "SCIM user";

    /// <inheritdoc/>
    public override string? TargetId => Subject.ScimUserId;

    internal override AdminException? Violation => base.Violation ?? (_scim is null ? new AdminException(ErrorCode.ScimNotConnected, ("action", Gerund)) : null);

    private protected ConnectedClients Clients { get; }

    internal sealed override async Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken) =>
        Subject.AccountId.Length > 0 ? [Subject.AccountId] : await ScimAccounts.OfRecordAsync(Clients, ScimUserId, cancellationToken).ConfigureAwait(false);

    private protected ScimClient Scim => _scim!;

    private protected string ScimUserId => Subject.ScimUserId ?? "";

    /// <summary>Reads the record; null when it is gone.</summary>
    private protected async Task<ScimUser?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Scim.Users.GetAsync(ScimUserId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.ScimUserNotFound)
        {
            return null;
        }
    }

    private protected Task<ScimUser> GetAsync(CancellationToken cancellationToken) => Scim.Users.GetAsync(ScimUserId, cancellationToken);

    // The journal knows the record, not its directory: the one that is connected must have it.
    private protected Inverse InverseHere(OperationSpec spec) => _scim is null
        ? Inverse.OutOfReach("no SCIM directory is connected: run Connect-AtlassianScimDirectory, and then undo again")
        : Inverse.Of(spec);
}
