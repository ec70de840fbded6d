using AtlassianAdmin.Changes.Approval;

namespace AtlassianAdmin.Changes.Running;

/// <summary>What a connection refuses by itself, before anything is sent. Shared by every runspace that uses the connection.</summary>
public sealed class ChangeGuard
{
    private readonly HashSet<string> _protected;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly ChangeGuard? _outer;
    private readonly bool _isApproved;

    /// <summary>Makes a guard.</summary>
    /// <param name="readOnly">True to refuse every change.</param>
    /// <param name="maxChanges">The most people that may be changed; 0 for no limit.</param>
    /// <param name="protectedAccounts">Accounts that may not be changed.</param>
    /// <param name="requiredApproval">Refuses every change outside a plan with such an approval; null to ask for none.</param>
    public ChangeGuard(bool readOnly = false, int maxChanges = 0, IEnumerable<string>? protectedAccounts = null, RequiredApproval? requiredApproval = null)
    {
        RequiredApproval = requiredApproval;
        ReadOnly = readOnly;
        MaxChanges = maxChanges;
        _protected = new HashSet<string>(protectedAccounts ?? [], StringComparer.Ordinal);
    }

    private ChangeGuard(ChangeGuard outer, int maxChanges)
        : this(outer.ReadOnly, maxChanges, outer._protected, outer.RequiredApproval) =>
        (_outer, _isApproved) = (outer, true);

    /// <summary>A guard of the run of a plan that is approved as required: a limit of its own, and the whole connection's besides.</summary>
    /// <param name="maxChanges">The most people that the run may change; 0 for no limit of its own.</param>
    internal ChangeGuard OfApprovedRun(int maxChanges) => new(this, maxChanges);

    /// <summary>Whose approval every change needs; null for nobody's.</summary>
    public RequiredApproval? RequiredApproval { get; }

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

    /// <summary>True when it matters who is changed: members of groups are read only then.</summary>
    public bool MindsPeople => MaxChanges > 0 || _protected.Count > 0;

    /// <summary>Why a change would be refused; null when it would not.</summary>
    /// <param name="accountId">The account; null for what is no person.</param>
    /// <param name="action">What is to be done, for the text.</param>
    public AdminException? Violation(string? accountId, string action) => Violation(accountId is null ? [] : [accountId], action);

    /// <summary>Why a change that touches those people would be refused; null when it would not.</summary>
    /// <param name="accountIds">The accounts.</param>
    /// <param name="action">What is to be done, for the text.</param>
    public AdminException? Violation(IReadOnlyCollection<string> accountIds, string action)
    {
        lock (_changed)
            return Find(accountIds, action, _isApproved) ?? _outer?.Find(accountIds, action, isApproved: true);
    }

    /// <summary>Counts people just before the first write for them is sent.</summary>
    /// <param name="accountIds">The accounts.</param>
    /// <param name="action">What is to be done, for the text.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.ReadOnlyConnection"/>, <see cref="ErrorCode.ProtectedAccount"/> or <see cref="ErrorCode.ChangeLimitReached"/>.</exception>
    public void Admit(IReadOnlyCollection<string> accountIds, string action) => Admit(accountIds, action, _isApproved);

    private void Admit(IReadOnlyCollection<string> accountIds, string action, bool isApproved)
    {
        // Checked and counted in one step: two runspaces must not share the last place.
        lock (_changed)
        {
            if (Find(accountIds, action, isApproved) is { } violation)
                throw violation;
            _outer?.Admit(accountIds, action, isApproved: true);
            _changed.UnionWith(accountIds);
        }
    }

    private AdminException? Find(IReadOnlyCollection<string> accountIds, string action, bool isApproved)
    {
        string? first = accountIds.FirstOrDefault();
        if (ReadOnly)
            return new AdminException(ErrorCode.ReadOnlyConnection, ("account", first), ("action", action));
        if (RequiredApproval is not null && !isApproved)
            return new AdminException(ErrorCode.PlanNotApproved, ("detail", $"this connection takes {action} only from a plan that {RequiredApproval} has approved"));
        if (_protected.Count > 0 && accountIds.FirstOrDefault(_protected.Contains) is { } kept)
            return new AdminException(ErrorCode.ProtectedAccount, ("account", kept), ("action", action));
        if (MaxChanges == 0)
            return null;
        int more = accountIds.Count(id => !_changed.Contains(id));
        bool isFull = accountIds.Count == 0 ? _changed.Count >= MaxChanges : more > 0 && _changed.Count + more > MaxChanges;
        return isFull
            ? new AdminException(ErrorCode.ChangeLimitReached, ("account", first), ("action", action), ("detail", MaxChanges.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : null;
    }
}
