using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.Audit;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>A person of a simulated organization, as the person is now.</summary>
public sealed class SandboxPerson
{
    private readonly TimeProvider _clock;
    private volatile PersonState _state;

    internal SandboxPerson(int index, string accountId, SandboxPersonKind kind, PersonState state, TimeProvider clock)
    {
        Index = index;
        AccountId = accountId;
        Kind = kind;
        _state = state;
        _clock = clock;
    }

    /// <summary>The account id.</summary>
    public string AccountId { get; }

    /// <summary>The e-mail address.</summary>
    public string Email => _state.Email;

    /// <summary>The display name.</summary>
    public string Name => _state.Name;

    /// <summary>What this person is there to show.</summary>
    public SandboxPersonKind Kind { get; }

    /// <summary><c>active</c>, <c>inactive</c> (disabled or pending deletion) or <c>closed</c>.</summary>
    public string AccountStatus => Lifecycle switch
    {
        Lifecycle.Active => "active",
        Lifecycle.Closed => "closed",
        _ => "inactive",
    };

    /// <summary>True in the 14 days before the account is deleted.</summary>
    public bool IsPendingDeletion => Lifecycle == Lifecycle.PendingDeletion;

    /// <summary>The message that the account was disabled with; null when it has none.</summary>
    public string? DisableMessage => _state.DisableMessage;

    /// <summary>How many API tokens the person has.</summary>
    public int TokenCount => Tokens.Count;

    /// <summary>The place in the organization's list, which orders every list.</summary>
    internal int Index { get; }

    internal AuditTarget AuditTarget => new("users", AccountId, Name, Email);

    internal IReadOnlyList<Membership> Memberships => _state.Memberships;

    internal bool IsManaged => Kind != SandboxPersonKind.Unmanaged;

    internal bool? MfaEnabled { get; init; }

    internal string? ManagementSource { get; init; }

    internal DateTimeOffset AddedToOrg { get; init; }

    internal DateTimeOffset? LastActive { get; init; }

    internal PersonState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>The grace period ends by the clock, without anybody doing anything.</summary>
    internal Lifecycle Lifecycle =>
        _state.Lifecycle == Lifecycle.PendingDeletion && _state.DeletedOn <= _clock.GetUtcNow()
            ? Lifecycle.Closed
            : _state.Lifecycle;

    internal IReadOnlyList<UserApiToken> Tokens => Lifecycle == Lifecycle.Closed ? [] : _state.Tokens;

    /// <inheritdoc/>
    public override string ToString() => Email;
}
