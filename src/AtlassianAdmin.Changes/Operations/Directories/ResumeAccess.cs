namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Gives the person the access in several directories back.</summary>
/// <param name="Directories">The directories; null for every one the person is in.</param>
public sealed record ResumeAccess(IReadOnlyList<TargetDirectory>? Directories) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => Directories is { Count: 1 }
        ? new ResumeInDirectoryOperation(new ResumeInDirectory(Directories[0]) { Violation = Violation }, subject, clients)
        : new ResumeAccessExpansion(this, subject, clients);
}

internal sealed class ResumeAccessExpansion(ResumeAccess spec, Subject subject, ConnectedClients clients) : DirectoryExpansion(spec, spec.Directories, subject, clients)
{
    public override string Action => "Resume";

    public override string Gerund => "resuming";

    public override string Effect => "Resume in every directory";

    internal override bool CanBeUndone(State? seen) => true;

    private protected override Operation In(TargetDirectory directory) => new ResumeInDirectoryOperation(new ResumeInDirectory(directory), Subject, Clients);

    private protected override AdminException? ViolationIn(IReadOnlyList<(TargetDirectory Directory, DirectoryState State)> memberships, bool named) =>
        memberships.All(m => m.State.Status == DirectoryState.NoMembership) ? NotInDirectory() : null;
}
