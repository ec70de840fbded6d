namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Removes the person from one directory, with groups and roles.</summary>
/// <param name="Directory">The directory.</param>
public sealed record RemoveFromDirectory(TargetDirectory Directory) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new RemoveFromDirectoryOperation(this, subject, clients);
}

internal sealed class RemoveFromDirectoryOperation(RemoveFromDirectory spec, Subject subject, ConnectedClients clients)
    : DirectoryOperation(spec, spec.Directory, subject, clients)
{
    public override string Action => "RemoveFromDirectory";

    public override string Gerund => "removing from the directory";

    public override string Effect => $"Remove from {Directory}, with groups and roles there";

    internal override async Task<AdminException?> CheckExistenceAsync(CancellationToken cancellationToken) =>
        await Existence.OfDirectoriesAsync(Clients, [Directory], cancellationToken).ConfigureAwait(false)
        ?? await Existence.OfAccountAsync(Clients, Subject, cancellationToken).ConfigureAwait(false);

    private protected override Task<int> SendAsync(DirectoryState? before, CancellationToken cancellationToken) =>
        Users.RemoveAsync(Directory.DirectoryId, Subject.AccountId, cancellationToken);

    private protected override bool IsReached(DirectoryState state) => state.Status == DirectoryState.NoMembership;

    // Not being in it is what was wanted.
    private protected override AdminException? ViolationIn(DirectoryState state) => null;

    private protected override Inverse InverseTo(DirectoryState before) => InverseWithoutState();

    private protected override Inverse InverseWithoutState() => Inverse.None("only a new invitation brings a person back into a directory");
}
