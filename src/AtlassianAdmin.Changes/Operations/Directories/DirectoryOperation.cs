using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>A change of a person's membership in one directory. The account itself stays as it is.</summary>
internal abstract class DirectoryOperation : Operation<DirectoryState>
{
    private readonly ConnectedClients _clients;

    protected DirectoryOperation(OperationSpec spec, TargetDirectory directory, Subject subject, ConnectedClients clients)
        : base(spec, subject)
    {
        Directory = directory;
        _clients = clients;
    }

    public sealed override string Route => "Directory";

    public sealed override string Target => DirectoryReader.NameOf(_clients, Directory);

    public sealed override string TargetId => Directory.DirectoryId;

    private protected ConnectedClients Clients => _clients;

    private protected TargetDirectory Directory { get; }

    private protected UsersClient Users => _clients.Organization.Users;

    private protected sealed override Task<DirectoryState> ReadStateAsync(CancellationToken cancellationToken) =>
        DirectoryReader.ReadAsync(_clients.Organization.Users, Subject.AccountId, Directory.DirectoryId, user => Reading = user, cancellationToken);

    private protected override AdminException? ViolationIn(DirectoryState state) =>
        state.Status == DirectoryState.NoMembership
            ? new AdminException(ErrorCode.NotInDirectory, ("account", Subject.Who), ("detail", $"the directory {Target}"))
            : null;

    // Of somebody who is not in the directory the service says that there is no such account.
    private protected override AdminException Explain(AdminException refusal, DirectoryState state) =>
        refusal.Code == ErrorCode.AccountNotFound ? ViolationIn(state) ?? refusal : refusal;
}
