namespace AtlassianAdmin.Changes.Running;

/// <summary>What a connection refuses by itself, before anything is sent. Shared by every runspace that uses the connection.</summary>
public sealed class ChangeGuard
{
    private readonly HashSet<string> _protected;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>Makes a guard.</summary>
    /// <param name="readOnly">True to refuse every change.</param>
    /// <param name="maxChanges">The most people that may be changed; 0 for no limit.</param>
    /// <param name="protectedAccounts">Accounts that may not be changed.</param>
    public ChangeGuard(bool readOnly = false, int maxChanges = 0, IEnumerable<string>? protectedAccounts = null)
    {
        ReadOnly = readOnly;
        MaxChanges = maxChanges;
        _protected = new HashSet<string>(protectedAccounts ?? [], StringComparer.Ordinal);
    }

    /// <summary>True when every change is refused.</summary>
    public bool ReadOnly { get; }

    /// <summary>The most people that may be changed; 0 for no limit.</summary>
    public int MaxChanges { get; }

    /// <summary>The accounts that may not be changed.</summary>
    public IReadOnlyCollection<string> ProtectedAccounts => _protected;

    /// <summary>How many different people a change was sent for.</summary>
    public int PeopleChanged
    {
        get
        {
            lock (_changed)
                return _changed.Count;
        }
    }

    /// <summary>Why a change would be refused; null when it would not.</summary>
    /// <param name="accountId">The account; null for what is no person.</param>
    /// <param name="action">What is to be done, for the text.</param>
    public AdminException? Violation(string? accountId, string action)
    {
        lock (_changed)
            return Find(accountId, action);
    }

    /// <summary>Counts a person just before the first write for them is sent.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="action">What is to be done, for the text.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ReadOnlyConnection"/>, <see cref="ErrorCode.ProtectedAccount"/> or <see cref="ErrorCode.ChangeLimitReached"/>.</exception>
    public void Admit(string accountId, string action)
    {
        // Checked and counted in one step: two runspaces must not share the last place.
        lock (_changed)
        {
            if (Find(accountId, action) is { } violation)
                throw violation;
            _changed.Add(accountId);
        }
    }

    private AdminException? Find(string? accountId, string action)
    {
        if (ReadOnly)
            return new AdminException(ErrorCode.ReadOnlyConnection, ("account", accountId), ("action", action));
        if (accountId is not null && _protected.Contains(accountId))
            return new AdminException(ErrorCode.ProtectedAccount, ("account", accountId), ("action", action));
        return MaxChanges > 0 && _changed.Count >= MaxChanges && (accountId is null || !_changed.Contains(accountId))
            ? new AdminException(ErrorCode.ChangeLimitReached, ("account", accountId), ("action", action), ("detail", MaxChanges.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : null;
    }
}
