using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>A change of one group of the connected SCIM directory itself.</summary>
internal abstract class ScimGroupOperation : Operation<ScimGroupState>
{
    private readonly ScimClient? _scim;
    private readonly string _id;
    private readonly string? _name;

    protected ScimGroupOperation(OperationSpec spec, string id, string? name, Subject subject, ConnectedClients clients)
        : base(spec, subject)
    {
        Clients = clients;
        _scim = clients.Scim;
        _id = id;
        _name = name;
    }

    public sealed override string Route => "Scim";

    public sealed override string Target => _name ?? _id;

    public sealed override string TargetId => _id;

    public sealed override string Noun => "group";

    public sealed override Touched Touches => Touched.Members;

    internal override AdminException? Violation => base.Violation ?? (_scim is null ? new AdminException(ErrorCode.ScimNotConnected, ("action", Gerund)) : null);

    private protected ConnectedClients Clients { get; }

    private protected ScimGroupsClient Groups => _scim!.Groups;

    private protected async Task<ScimGroupState> GetAsync(CancellationToken cancellationToken) =>
        ScimGroupState.Of(await Groups.GetAsync(_id, cancellationToken).ConfigureAwait(false));

    /// <summary>Whose records get in or out.</summary>
    private protected abstract IEnumerable<string> RecordsTouched(ScimGroupState group);

    internal override async Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken)
    {
        ScimGroupState group = (ScimGroupState?)before ?? await GetAsync(cancellationToken).ConfigureAwait(false);
        return await ScimAccounts.OfRecordsAsync(Clients, RecordsTouched(group), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A refusal that speaks of a group, with where to look.</summary>
    internal static AdminException Name(AdminException refusal, string name) =>
        refusal.Code == ErrorCode.GroupExists ? refusal.With(("detail", name), ("reader", "Get-AtlassianScimGroup")) : refusal;
}
