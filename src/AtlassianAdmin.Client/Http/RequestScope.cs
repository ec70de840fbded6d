using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>What every request of one command shares: who hears of its attempts, and when nothing new may start.</summary>
public sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Flow = new();

    private readonly RequestScope? _outer;
    private readonly object _lock = new();
    private HashSet<string>? _told;
    private int _saved;

    /// <summary>Makes a scope.</summary>
    /// <param name="onAttempt">Hears of each attempt, on any thread; null for nobody.</param>
    /// <param name="nothingNew">Once cancelled, no request is put on the wire any more; those in flight go on.</param>
    public RequestScope(Action<RequestTrace>? onAttempt, CancellationToken nothingNew)
    {
        OnAttempt = onAttempt;
        NothingNew = nothingNew;
    }

    private RequestScope(RequestScope outer, Action<RequestTrace> listener)
        : this(outer.OnAttempt is { } heard ? heard + listener : listener, outer.NothingNew)
    {
        _outer = outer;
        OnUnreadableRecord = outer.OnUnreadableRecord;
    }

    /// <summary>Hears of values that do not fit their field, on any thread: of each field once. Null for nobody.</summary>
    public Action<OddValue>? OnOddValue { get; init; }

    /// <summary>Hears of records that are left out because their id cannot be read, on any thread. Null for nobody: then the first of them ends the call.</summary>
    public Action<AdminException>? OnUnreadableRecord { get; init; }

    /// <summary>The scope of the current flow of control; null for none.</summary>
    public static RequestScope? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>How many single readings pages of many people stood in for.</summary>
    internal int Saved => Volatile.Read(ref _saved);

    /// <summary>Counts single readings of the current scope that a page stood in for.</summary>
    internal static void NoteSaved(int readings = 1)
    {
        if (Current is { } scope)
            Interlocked.Add(ref scope._saved, readings);
    }

    /// <summary>A scope in which somebody else hears of the attempts as well.</summary>
    internal static RequestScope HeardBy(Action<RequestTrace> listener) =>
        Current is { } outer ? new RequestScope(outer, listener) : new RequestScope(listener, CancellationToken.None);

    /// <summary>The same, in which a record that cannot be read ends the call, whoever listens outside: for a list that must be whole.</summary>
    internal static RequestScope Strict(Action<RequestTrace> listener) =>
        Current is { } outer ? new RequestScope(outer, listener) { OnUnreadableRecord = null } : new RequestScope(listener, CancellationToken.None);

    /// <summary>Tells of odd values.</summary>
    internal void Report(IEnumerable<OddValue> values)
    {
        if (_outer is not null)
        {
            _outer.Report(values);
            return;
        }

        foreach (OddValue value in values)
        {
            if (OnOddValue is { } listener && IsNew(value))
                listener(value);
        }
    }

    private bool IsNew(OddValue value)
    {
        lock (_lock)
            return (_told ??= new(StringComparer.Ordinal)).Add($"{value.Record}\n{value.FieldWithoutPlaces}");
    }

    internal Action<RequestTrace>? OnAttempt { get; }

    internal CancellationToken NothingNew { get; }
}
