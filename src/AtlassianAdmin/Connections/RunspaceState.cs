using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Changes;

namespace AtlassianAdmin.Connections;

/// <summary>What one runspace has open. Runspaces and jobs of one process do not see each other's.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private readonly List<AtlassianConnection> _connections = [];

    /// <summary>The state of the calling pipeline thread's runspace.</summary>
    public static RunspaceState Current =>
        States.GetValue(
            Runspace.DefaultRunspace ?? throw new InvalidOperationException("Cmdlets run on a pipeline thread."),
            _ => new RunspaceState());

    /// <summary>The connection that cmdlets use when none is named; null for none.</summary>
    public AtlassianConnection? CurrentConnection { get; private set; }

    /// <summary>Every open connection.</summary>
    public IReadOnlyList<AtlassianConnection> Connections => _connections;

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

    private static bool SameName(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
