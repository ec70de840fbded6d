using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Session;

/// <summary>The SCIM directory of a connection: identities mean its records, and everything else is the connection's.</summary>
internal sealed class ScimWorkplace : IWorkplace
{
    private readonly AtlassianConnection _connection;
    private readonly ScimClient _scim;

    public ScimWorkplace(AtlassianConnection connection, ScimClient scim)
    {
        _connection = connection;
        _scim = scim;
    }

    public string DisplayName => _connection.DisplayName;

    public int ThrottleLimit => _connection.ThrottleLimit;

    public DateTimeOffset? WaitingUntil => _scim.WaitingUntil;

    public Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(IReadOnlyList<UserIdentity> identities, CancellationToken cancellationToken) =>
        IdentityResolver.ResolveAsync(new ScimPeople(_connection.Client, _scim), identities, cancellationToken);

    public ChangeRunner CreateRunner() => ((IWorkplace)_connection).CreateRunner();
}
