using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AtlassianAdmin.Session;

/// <summary>What one runspace has open. Runspaces and jobs of one process do not see each other's.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private readonly List<AtlassianConnection> _connections = [];
    private readonly List<AtlassianSite> _sites = [];

    /// <summary>The state of the calling pipeline thread's runspace.</summary>
    public static RunspaceState Current =>
        States.GetValue(
            Runspace.DefaultRunspace ?? throw new InvalidOperationException("Cmdlets run on a pipeline thread."),
            _ => new RunspaceState());

    /// <summary>The connection that cmdlets use when none is named; null for none.</summary>
    public AtlassianConnection? CurrentConnection { get; private set; }

    /// <summary>Every open connection.</summary>
    public IReadOnlyList<AtlassianConnection> Connections => _connections;

    /// <summary>The site that cmdlets use when none is named; null for none.</summary>
    public AtlassianSite? CurrentSite { get; private set; }

    /// <summary>Every connected site.</summary>
    public IReadOnlyList<AtlassianSite> Sites => _sites;

    /// <summary>The changes of the last write command.</summary>
    public IReadOnlyList<Change> LastChanges { get; set; } = [];

    public void Open(AtlassianConnection connection)
    {
        Close(connection.Name);
        _connections.Add(connection);
        CurrentConnection = connection;
    }

    /// <summary>Closes the connection of that name, whose place a new one takes.</summary>
    public void Close(string name)
    {
        foreach (AtlassianConnection old in _connections.Where(c => SameName(c.Name, name)).ToList())
            Close(old);
    }

    public void Close(AtlassianConnection connection)
    {
        _connections.Remove(connection);
        if (ReferenceEquals(CurrentConnection, connection))
            CurrentConnection = null;
        connection.Dispose();
    }

    /// <summary>Leaves no current connection; the others stay open and can be named.</summary>
    public void ClearCurrent() => CurrentConnection = null;

    public AtlassianConnection? Find(string name) => _connections.FirstOrDefault(c => SameName(c.Name, name));

    public void Open(AtlassianSite site)
    {
        // A new connection to the same host takes the old one's place.
        foreach (AtlassianSite old in _sites.Where(s => SameName(s.Host, site.Host)).ToList())
            Close(old);
        _sites.Add(site);
        CurrentSite = site;
    }

    public void Close(AtlassianSite site)
    {
        _sites.Remove(site);
        if (ReferenceEquals(CurrentSite, site))
            CurrentSite = null;
        site.Dispose();
    }

    /// <summary>Leaves no current site; the others stay connected and can be named.</summary>
    public void ClearCurrentSite() => CurrentSite = null;

    public AtlassianSite? FindSite(string host) => _sites.FirstOrDefault(s => SameName(s.Host, host));

    private static bool SameName(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
