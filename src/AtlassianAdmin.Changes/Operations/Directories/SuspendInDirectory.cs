using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Directories;

/// <summary>Suspends the person in one directory: no access to its products, no seat; the account stays.</summary>
/// <param name="Directory">The directory.</param>
public sealed record SuspendInDirectory(TargetDirectory Directory) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SuspendInDirectoryOperation(this, subject, clients);
}

internal sealed class SuspendInDirectoryOperation(SuspendInDirectory spec, Subject subject, ConnectedClients clients)
    : DirectoryOperation(spec, spec.Directory, subject, clients)
{
    public override string Action => "Suspend";

    public override string Gerund => "suspending";

    public override string Effect => $"Suspend in {Directory}: no access and no seat there";

    internal override IReadOnlyList<string>? ProofParts => [];

    // Over all directories a person is suspended when it is so in each of them.
    internal override State? ProofIn(User page) =>
        page.MembershipStatus == DirectoryState.Suspended ? new DirectoryState(DirectoryState.Suspended) { Email = page.Email, Name = page.Name } : null;

    private protected override Task<int> SendAsync(DirectoryState? before, CancellationToken cancellationToken) =>
        Users.SuspendAsync(Directory.DirectoryId, Subject.AccountId, cancellationToken);

    private protected override bool IsReached(DirectoryState state) => state.Status == DirectoryState.Suspended;

    private protected override Inverse InverseTo(DirectoryState before) =>
        before.Status == DirectoryState.Active ? Inverse.Of(new ResumeInDirectory(spec.Directory)) : Inverse.None($"there is no way back to '{before}'");
}
