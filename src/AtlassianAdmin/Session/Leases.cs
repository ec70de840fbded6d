namespace AtlassianAdmin.Session;

/// <summary>What one running command keeps open.</summary>
internal sealed class Leases : IDisposable
{
    private readonly Dictionary<Lifetime, IDisposable> _held = [];

    /// <summary>Keeps it open until the command ends. False when it is closed already.</summary>
    public bool Hold(Lifetime lifetime)
    {
        if (_held.ContainsKey(lifetime))
            return true;
        if (lifetime.TryLease() is not { } lease)
            return false;
        _held.Add(lifetime, lease);
        return true;
    }

    public void Dispose()
    {
        foreach (IDisposable lease in _held.Values)
            lease.Dispose();
        _held.Clear();
    }
}
