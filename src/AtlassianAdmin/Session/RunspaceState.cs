using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using EngineState = System.Management.Automation.Runspaces.RunspaceState;

namespace AtlassianAdmin.Session;

/// <summary>
/// What one runspace has open. Runspaces and jobs of one process do not see each other's. It lasts as long as a global variable of
/// the runspace does: PowerShell resets the variables of a runspace that it uses again, as ForEach-Object -Parallel does, and one
/// item must not work where the item before it connected. Without the variable, or with another value in it, nothing is connected.
/// </summary>
internal sealed class RunspaceState
{
    /// <summary>The name of the variable.</summary>
    public const string VariableName = "AtlassianAdminSession";

    private const string GlobalName = "global:" + VariableName;

    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private readonly object _lock = new();
    private readonly List<AtlassianConnection> _connections = [];
    private readonly List<AtlassianSite> _sites = [];
    private readonly HashSet<string> _warnedOf = new(StringComparer.OrdinalIgnoreCase);
    private AtlassianConnection? _connection;
    private AtlassianSite? _site;
    private IReadOnlyList<Change> _lastChanges = [];

    // What the variable must hold; null before the first use.
    private SessionMark? _mark;
    private bool _canBeMarked = true;

    private RunspaceState(Runspace runspace) => runspace.StateChanged += CloseWithRunspace;

    /// <summary>The connection that cmdlets use when none is named; null for none.</summary>
    public AtlassianConnection? CurrentConnection => _connection is { IsClosed: false } ? _connection : null;

    /// <summary>Every open connection.</summary>
    public IReadOnlyList<AtlassianConnection> Connections => Open(_connections, c => c.IsClosed);

    /// <summary>The site that cmdlets use when none is named; null for none.</summary>
    public AtlassianSite? CurrentSite => _site is { IsClosed: false } ? _site : null;

    /// <summary>Every connected site.</summary>
    public IReadOnlyList<AtlassianSite> Sites => Open(_sites, s => s.IsClosed);

    /// <summary>The changes of the last write command.</summary>
    public IReadOnlyList<Change> LastChanges
    {
        get => _lastChanges;
        set => _lastChanges = value;
    }

    /// <summary>What a report says of the last write command; null when there was none.</summary>
    public RunInfo? LastRun { get; set; }

    /// <summary>The state of the runspace that a command runs in. The pipeline thread only.</summary>
    public static RunspaceState Of(SessionState session)
    {
        RunspaceState state = States.GetValue(ThisRunspace, runspace => new RunspaceState(runspace));
        state.FollowVariable(session);
        return state;
    }

    /// <summary>The same for whoever cannot read variables, such as a completer; null when nothing was connected yet.</summary>
    public static RunspaceState? Latest => Runspace.DefaultRunspace is { } runspace && States.TryGetValue(runspace, out RunspaceState? state) ? state : null;

    /// <summary>Closes what the runspace has open, and leaves it as at its beginning.</summary>
    public static void CloseAll() => Latest?.Reset();

    /// <summary>Takes a connection in the place of the one of that name, and makes it the current one.</summary>
    public void Add(AtlassianConnection connection)
    {
        RequireVariable();
        Close(connection.Name);
        lock (_lock)
        {
            _connections.Add(connection);
            _connection = connection;
        }
    }

    /// <summary>Makes an open connection of this runspace the current one. False when it is not of this runspace.</summary>
    public bool Select(AtlassianConnection connection)
    {
        lock (_lock)
        {
            if (connection.IsClosed || !_connections.Contains(connection))
                return false;
            _connection = connection;
            return true;
        }
    }

    /// <summary>Closes the connection of that name, whose place a new one takes.</summary>
    public void Close(string name) => Close(Connections.Where(c => SameName(c.Name, name)));

    public void Close(IEnumerable<AtlassianConnection> connections)
    {
        foreach (AtlassianConnection connection in connections)
            Close(connection);
    }

    public void Close(AtlassianConnection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
            if (ReferenceEquals(_connection, connection))
                _connection = null;
        }

        connection.Dispose();
    }

    /// <summary>Leaves no current connection; the others stay open and can be named.</summary>
    public void ClearCurrent() => _connection = null;

    public AtlassianConnection? Find(string name) => Connections.FirstOrDefault(c => SameName(c.Name, name));

    /// <summary>Takes a site in the place of the one on the same host, and makes it the current one.</summary>
    public void Add(AtlassianSite site)
    {
        RequireVariable();
        Close(Sites.Where(s => SameName(s.Host, site.Host)));
        lock (_lock)
        {
            _sites.Add(site);
            _site = site;
        }
    }

    public void Close(IEnumerable<AtlassianSite> sites)
    {
        foreach (AtlassianSite site in sites)
            Close(site);
    }

    public void Close(AtlassianSite site)
    {
        lock (_lock)
        {
            _sites.Remove(site);
            if (ReferenceEquals(_site, site))
                _site = null;
        }

        site.Dispose();
    }

    /// <summary>Leaves no current site; the others stay connected and can be named.</summary>
    public void ClearCurrentSite() => _site = null;

    public AtlassianSite? FindSite(string host) => Sites.FirstOrDefault(s => SameName(s.Host, host));

    /// <summary>True the first time that it is asked about a parameter.</summary>
    public bool IsFirstWarningOf(string parameter) => _warnedOf.Add(parameter);

    private static Runspace ThisRunspace => Runspace.DefaultRunspace ?? throw new InvalidOperationException("Cmdlets run on a pipeline thread.");

    private static bool SameName(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private List<T> Open<T>(List<T> all, Func<T, bool> isClosed)
    {
        lock (_lock)
        {
            all.RemoveAll(one => isClosed(one));
            return [.. all];
        }
    }

    private void FollowVariable(SessionState session)
    {
        object? held = session.PSVariable.GetValue(GlobalName);
        if (_mark is not null && ReferenceEquals(held is PSObject wrapped ? wrapped.BaseObject : held, _mark))
            return;
        Reset();
        _mark = new SessionMark();
        try
        {
            session.PSVariable.Set(GlobalName, _mark);
            PSVariable variable = session.PSVariable.Get(GlobalName);
            variable.Description = "What AtlassianAdmin has connected in this session. Without it, nothing is connected.";
            // Against Remove-Variable * and an assignment by mistake.
            variable.Options |= ScopedItemOptions.ReadOnly;
            _canBeMarked = true;
        }
        catch (SessionStateException)
        {
            // Somebody made it read-only with a value of their own: nothing can be connected, and Add says so.
            _canBeMarked = false;
        }
    }

    private void RequireVariable()
    {
        if (!_canBeMarked)
        {
            throw new AdminException(ErrorCode.NotConnected).WithRemedy(
                $"The variable {VariableName} of this session was changed. Run Remove-Variable {VariableName} -Scope Global -Force, then connect again.");
        }
    }

    private void CloseWithRunspace(object? sender, RunspaceStateEventArgs args)
    {
        if (args.RunspaceStateInfo.State is EngineState.Closed or EngineState.Broken)
            Reset();
    }

    private void Reset()
    {
        AtlassianConnection[] connections;
        AtlassianSite[] sites;
        lock (_lock)
        {
            (connections, sites) = ([.. _connections], [.. _sites]);
            _connections.Clear();
            _sites.Clear();
            (_connection, _site) = (null, null);
            _warnedOf.Clear();
            _lastChanges = [];
        }

        foreach (AtlassianConnection connection in connections)
            connection.Dispose();
        foreach (AtlassianSite site in sites)
            site.Dispose();
    }

    // Tells nothing and can do nothing: only its being there counts.
    private sealed class SessionMark
    {
        public override string ToString() => "AtlassianAdmin";
    }
}
