using System.Net;
using System.Net.Http;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Sandbox.Tests.Fuzzing;

/// <summary>The clients of one organization, each made when an operation first uses it.</summary>
internal sealed class FuzzClients : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private readonly Lazy<AdminClient> _admin;
    private readonly Lazy<ScimClient> _scim;
    private readonly Lazy<SiteClient> _site;

    /// <param name="world">Whose keys they have.</param>
    /// <param name="address">The server; null for an address that nobody reaches.</param>
    /// <param name="network">In place of the network; null for the network.</param>
    /// <param name="clock">The time.</param>
    /// <param name="attemptTimeout">The longest time of one attempt.</param>
    public FuzzClients(FuzzWorld world, Uri? address, HttpMessageHandler? network, TimeProvider clock, TimeSpan attemptTimeout)
    {
        World = world;
        _admin = new(() => Open(new AdminClient(Options(world.Organization.ApiKey, world.Organization.OrganizationId))));
        _scim = new(() => Open(new ScimClient(Options(world.Organization.ScimApiKey, world.Organization.OrganizationId), world.Organization.ScimDirectoryId)));
        _site = new(() => Open(new SiteClient(Options(world.Organization.PersonalToken, null), world.Organization.AdminEmail)));

        AdminClientOptions Options(string key, string? organizationId) =>
            new(Open(ApiKey.From(new NetworkCredential("", key).SecurePassword)), organizationId, address ?? new Uri("https://site.invalid/"))
            {
                Clock = clock,
                AttemptTimeout = attemptTimeout,
                Network = network is null ? null : () => network,
            };
    }

    public FuzzWorld World { get; }

    public AdminClient Admin => _admin.Value;

    public ScimClient Scim => _scim.Value;

    public SiteClient Site => _site.Value;

    public void Dispose()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
            _open[i].Dispose();
    }

    private T Open<T>(T disposable)
        where T : IDisposable
    {
        _open.Add(disposable);
        return disposable;
    }
}
