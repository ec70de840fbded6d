namespace AtlassianAdmin.Session;

/// <summary>Keeps something open while commands use it: closed is closed for new commands, and it is let go when the last one has ended.</summary>
internal sealed class Lifetime(Action letGo)
{
    private readonly object _lock = new();
    private int _users;
    private bool _isClosed;

    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _isClosed;
        }
    }

    /// <summary>A lease that ends when it is disposed; null when it is closed.</summary>
    public IDisposable? TryLease()
    {
        lock (_lock)
        {
            if (_isClosed)
                return null;
            _users++;
            return new Lease(this);
        }
    }

    /// <summary>Closes it. False when it was closed already.</summary>
    public bool Close()
    {
        bool isUsed;
        lock (_lock)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            isUsed = _users > 0;
        }

        if (!isUsed)
            letGo();
        return true;
    }

    private void End()
    {
        lock (_lock)
        {
            _users--;
            if (_users > 0 || !_isClosed)
                return;
        }

        letGo();
    }

    private sealed class Lease(Lifetime lifetime) : IDisposable
    {
        private Lifetime? _lifetime = lifetime;

        public void Dispose() => Interlocked.Exchange(ref _lifetime, null)?.End();
    }
}
