using AtlassianAdmin.Changes.Operations.Provisioning;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Provisioning;
using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Disabling, enabling, deleting, and cancelling a deletion.</summary>
public sealed class LifecycleOperation : AccountOperation
{
    private readonly Func<AdminClient, string, CancellationToken, Task<int>> _send;
    private readonly Func<AccountState, bool> _isReached;
    private readonly bool _ruledOutByDeletion;
    private readonly string? _message;

    private LifecycleOperation(
        string action,
        string gerund,
        string privilege,
        Func<AdminClient, string, CancellationToken, Task<int>> send,
        Func<AccountState, bool> isReached,
        bool ruledOutByDeletion = false,
        string? message = null)
    {
        Action = action;
        Gerund = gerund;
        Privilege = privilege;
        _send = send;
        _isReached = isReached;
        _ruledOutByDeletion = ruledOutByDeletion;
        _message = message;
    }

    private AccountOperation? _otherwise;

    /// <inheritdoc/>
    public override string Action { get; }

    /// <inheritdoc/>
    public override string Gerund { get; }

    /// <inheritdoc/>
    public override string? Privilege { get; }

    internal override IReadOnlyDictionary<string, string?> Details =>
        _message is null ? NoDetails : new Dictionary<string, string?> { [ChangeDetail.Message] = _message };

    /// <summary>Disables the account. Pending deletion counts as disabled.</summary>
    /// <param name="message">Shown to the person at login; null for the service's own text.</param>
    public static LifecycleOperation Disable(string? message = null) => new(
        "Disable", "disabling", Client.Accounts.Privilege.LifecycleEnablement,
        (client, id, token) => client.Accounts.DisableAsync(id, message, token),
        state => state.Is(AccountState.Inactive) || state.Is(AccountState.ForDeletion),
        message: message);

    /// <summary>Enables the account.</summary>
    public static LifecycleOperation Enable() => new(
        "Enable", "enabling", Client.Accounts.Privilege.LifecycleEnablement,
        (client, id, token) => client.Accounts.EnableAsync(id, token),
        state => state.Is(AccountState.Active),
        ruledOutByDeletion: true);

    /// <summary>Schedules the account for deletion.</summary>
    public static LifecycleOperation Delete() => new(
        "Delete", "deleting", Client.Accounts.Privilege.LifecycleDelete,
        (client, id, token) => client.Accounts.DeleteAsync(id, token),
        state => state.Is(AccountState.ForDeletion) || state.Is(AccountState.Closed));

    /// <summary>Cancels a scheduled deletion, which also enables the account.</summary>
    public static LifecycleOperation CancelDelete() => new(
        "Restore", "cancelling the deletion", Client.Accounts.Privilege.LifecycleDelete,
        (client, id, token) => client.Accounts.CancelDeleteAsync(id, token),
        state => state.Is(AccountState.Active));

    /// <summary>The same change through the identity provider's record of the account.</summary>
    /// <param name="scim">The SCIM directory; null when none is connected, which the change then fails with.</param>
    public AccountOperation InScim(ScimClient? scim) => new ScimLifecycleOperation(this, Action == "Enable", scim);

    /// <summary>This change; and where it is refused because an identity provider owns the account, the same one through its record. Never a weaker one.</summary>
    /// <param name="scim">The SCIM directory; null when none is connected: then the refusal stands.</param>
    public LifecycleOperation OrInScim(ScimClient? scim)
    {
        _otherwise = scim is null ? null : InScim(scim);
        return this;
    }

    internal override ChangeOperation? Otherwise(AdminException refusal) => refusal.Code == ErrorCode.ManagedByScim ? _otherwise : null;

    internal override string? ScimCommand => Action is "Disable" or "Enable" ? Action + "-AtlassianUser -Identity {0} -Route Auto" : null;

    internal override Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken) =>
        ReadStatusAsync(client, accountId, cancellationToken);

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        _send(client, accountId, cancellationToken);

    internal override bool IsReached(AccountState state) => _isReached(state);

    internal override AdminException? Objection(AccountState state, string accountId)
    {
        if (_ruledOutByDeletion && state.Is(AccountState.ForDeletion))
            return new AdminException(ErrorCode.AccountPendingDeletion, ("account", accountId), ("action", Gerund));
        if (Action == "Restore" && state.Is(AccountState.Inactive))
        {
            return new AdminException(
                ErrorCode.Conflict, ("account", accountId), ("action", Gerund), ("detail", "it is disabled, not scheduled for deletion; Enable-AtlassianUser enables it"));
        }

        return base.Objection(state, accountId);
    }

    internal override string? Remark(AccountState state, string accountId) =>
        Action == "Disable" && state.Is(AccountState.ForDeletion)
            ? $"{state.Email ?? accountId} is scheduled for deletion, which counts as disabled: nothing was sent."
            : null;

    /// <summary>
    /// Reads whether an account is active. The profile tells <c>inactive</c> for both disabled and pending deletion (AX-704),
    /// so the directory is asked which it is; the directory also knows accounts whose profile may not be read.
    /// </summary>
    internal static async Task<AccountState> ReadStatusAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        UserProfile profile;
        try
        {
            profile = await client.Accounts.GetProfileAsync(accountId, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException refusal) when (refusal.Code is ErrorCode.AccountNotManaged or ErrorCode.AccountNotVerified)
        {
            try
            {
                return AccountState.Of(await client.Organizations.GetUserAsync(accountId, cancellationToken).ConfigureAwait(false));
            }
            catch (AdminException unknown) when (unknown.Code == ErrorCode.AccountNotFound)
            {
                // Nowhere in this organization: the refusal says it best.
                throw refusal;
            }
        }

        AccountState state = AccountState.Of(profile);
        if (!state.Is(AccountState.Inactive))
            return state;
        try
        {
            User user = await client.Organizations.GetUserAsync(accountId, cancellationToken).ConfigureAwait(false);
            return user.IsForDeletion ? new AccountState(AccountState.ForDeletion, profile.Email, profile.Name, shown: null, profile) : state;
        }
        catch (AdminException e) when (e.Code == ErrorCode.AccountNotFound)
        {
            // In no directory: the profile is all there is.
            return state;
        }
    }
}
