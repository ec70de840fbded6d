namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Suspends the person in several directories.</summary>
/// <param name="Directories">The directories; null for every one the person is in.</param>
public sealed record SuspendAccess(IReadOnlyList<TargetDirectory>? Directories) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => Directories is { Count: 1 }
        ? new SuspendInDirectoryOperation(new SuspendInDirectory(Directories[0]) { Violation = Violation }, subject, clients)
        : new SuspendAccessExpansion(this, subject, clients);
}

internal sealed class SuspendAccessExpansion(SuspendAccess spec, Subject subject, ConnectedClients clients) : DirectoryExpansion(spec, spec.Directories, subject, clients)
{
    public override string Action => "Suspend";

    public override string Gerund => "suspending";

    public override string Effect => "Suspend in every directory: no access and no seat there";

    internal override bool CanBeUndone(State? seen) => true;

    private protected override Operation In(TargetDirectory directory) => new SuspendInDirectoryOperation(new SuspendInDirectory(directory), Subject, Clients);

    private protected override AdminException? ViolationIn(IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships, bool named) =>
        memberships.All(m => m.State.Status == DirectoryState.NoMembership) ? NotInDirectory() : null;
}
