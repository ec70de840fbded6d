using AtlassianAdmin.Changes.Reading;

namespace AtlassianAdmin.Changes.Operations;

/// <summary>The clients of a connection, from which each operation takes those that it needs.</summary>
public sealed class ConnectedClients
{
    private readonly AdminClient? _organization;
    private readonly SiteClient? _site;

    /// <summary>The clients of an organization.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="scim">The SCIM directory that is connected, too; null when none is.</param>
    public ConnectedClients(AdminClient organization, ScimClient? scim = null)
    {
        _organization = organization;
        Scim = scim;
    }

    /// <summary>The client of a site.</summary>
    /// <param name="site">The site.</param>
    public ConnectedClients(SiteClient site) => _site = site;

    private ConnectedClients()
    {
    }

    /// <summary>No client: enough to tell what an operation is, and what would reverse it.</summary>
    public static ConnectedClients None { get; } = new();

    /// <summary>The organization.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.NotConnected"/>.</exception>
    public AdminClient Organization => _organization ?? throw new AdminException(ErrorCode.NotConnected);

    /// <summary>The name of a directory or a product that was read before; null for none. No request is sent.</summary>
    internal string? KnownNameOf(string? id) => _organization?.Organizations.NameOf(id);

    /// <summary>Reads many people of the organization at once; null where none is connected.</summary>
    internal PersonPages? People => _organization is null ? null : new PersonPages(_organization);

    /// <summary>The SCIM directory; null when none is connected.</summary>
    public ScimClient? Scim { get; }

    /// <summary>The sites that are connected beside the organization, by their hosts: a plan names the site of a step.</summary>
    public IReadOnlyDictionary<string, ConnectedSite> Sites { get; init; } = new Dictionary<string, ConnectedSite>();

    /// <summary>A site by its host.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.SiteNotConnected"/>.</exception>
    internal SiteClient SiteOf(string? host) => _site ?? Find(host)?.Client
        ?? throw new AdminException(ErrorCode.SiteNotConnected).WithRemedy($"Run Connect-AtlassianSite {host} -Email <e-mail> -ApiToken (Read-Host -AsSecureString) first.");

    /// <summary>A site that is connected beside the organization; null where it is none, or the only thing that is connected.</summary>
    internal ConnectedSite? Find(string? host) => host is not null && Sites.TryGetValue(host, out ConnectedSite? site) ? site : null;

    /// <summary>Who works with them, as journals, plans and reports say it.</summary>
    public string Operator { get; init; } = ProcessOperator.Name;

    /// <summary>What operations have asked the organization already.</summary>
    internal SharedAnswers Answers { get; } = new();

    /// <summary>The SCIM directory, for what cannot be done without one.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ScimNotConnected"/>.</exception>
    internal ScimClient RequireScim(string action) => Scim ?? throw new AdminException(ErrorCode.ScimNotConnected, ("action", action));
}
