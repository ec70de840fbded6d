using AtlassianAdmin.Changes.Operations;

namespace AtlassianAdmin.Engine;

/// <summary>A connected organization whose people are asked for as they are named: a SCIM record may have an address that no account has.</summary>
internal sealed class UnresolvedTarget(AtlassianConnection connection) : ITargetConnection
{
    private readonly OrganizationTarget _organization = new(connection, scim: null);

    public string DisplayName => _organization.DisplayName;

    public int ThrottleLimit => _organization.ThrottleLimit;

    public DateTimeOffset? WaitingUntil => _organization.WaitingUntil;

    public ConnectedClients Clients => _organization.Clients;

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ResolvedIdentity>>(identities.Select(Take).ToList());

    public ChangeRunner CreateRunner() => _organization.CreateRunner();

    private static ResolvedIdentity Take(UserIdentity identity) => identity.Fault is { } fault
        ? new ResolvedIdentity(identity, new AdminException(ErrorCode.InvalidIdentity, ("detail", fault)))
        : new ResolvedIdentity(identity, new Subject(identity.Input, identity.AccountId ?? "", identity.Email, identity.Name), user: null);
}
