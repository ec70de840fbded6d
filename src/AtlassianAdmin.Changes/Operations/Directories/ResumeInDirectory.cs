namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Gives the person the access in one directory back.</summary>
/// <param name="Directory">The directory.</param>
public sealed record ResumeInDirectory(TargetDirectory Directory) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new ResumeInDirectoryOperation(this, subject, clients);
}

internal sealed class ResumeInDirectoryOperation(ResumeInDirectory spec, Subject subject, ConnectedClients clients)
    : DirectoryOperation(spec, spec.Directory, subject, clients)
{
    public override string Action => "Resume";

    public override string Gerund => "resuming";

    public override string Effect => $"Resume in {Directory}: the access there, and a seat";

    private protected override Task<int> SendAsync(DirectoryState? before, CancellationToken cancellationToken) =>
        Users.RestoreAsync(Directory.DirectoryId, Subject.AccountId, cancellationToken);

    private protected override bool IsReached(DirectoryState state) => state.Status == DirectoryState.Active;

    private protected override Inverse InverseTo(DirectoryState before) =>
        before.Status == DirectoryState.Suspended ? Inverse.Of(new SuspendInDirectory(spec.Directory)) : Inverse.None($"there is no way back to '{before}'");
}
