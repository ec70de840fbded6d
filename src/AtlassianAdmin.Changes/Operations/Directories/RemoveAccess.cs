namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Removes the person from directories: from those that are named, or from the only one.</summary>
/// <param name="Directories">The directories; null for the only one that the person is in.</param>
public sealed record RemoveAccess(IReadOnlyList<TargetDirectory>? Directories) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => Directories is { Count: 1 }
        ? new RemoveFromDirectoryOperation(new RemoveFromDirectory(Directories[0]) { Violation = Violation }, subject, clients)
        : new RemoveAccessExpansion(this, subject, clients);
}

internal sealed class RemoveAccessExpansion(RemoveAccess spec, Subject subject, ConnectedClients clients) : DirectoryExpansion(spec, spec.Directories, subject, clients)
{
    public override string Action => "RemoveFromDirectory";

    public override string Gerund => "removing from the directory";

    public override string Effect => "Remove from the directory, with groups and roles there";

    internal override bool CanBeUndone(State? seen) => false;

    private protected override Operation In(TargetDirectory directory) => new RemoveFromDirectoryOperation(new RemoveFromDirectory(directory), Subject, Clients);

    // Nobody is removed from more than was named.
    private protected override AdminException? ViolationIn(IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships, bool named) =>
        !named && memberships.Count > 1
            ? new AdminException(
                ErrorCode.AmbiguousIdentity,
                ("detail", $"{memberships.Select(m => m.State.Email).FirstOrDefault(e => e is not null) ?? Subject.Who} is in several directories. Add -Directory with one of: {string.Join(", ", memberships.Select(m => $"{m.Directory.Name} ({m.Directory.DirectoryId})"))}"))
            : null;
}
