using System.Text.Json.Serialization;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Disables the account. Pending deletion counts as disabled.</summary>
/// <param name="Message">Shown to the person at login; null for the service's own text.</param>
/// <param name="OrByScim">True to go by the identity provider's record where that owns the account and is connected.</param>
public sealed record DisableAccount(string? Message = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OrByScim = false) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new DisableAccountOperation(this, subject, clients);
}

internal sealed class DisableAccountOperation(DisableAccount spec, Subject subject, ConnectedClients clients) : LifecycleOperation(spec, subject, clients)
{
    public override string Action => "Disable";

    public override string Gerund => "disabling";

    public override string Effect => "Disable the account: no log-in anywhere";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.LifecycleEnablement;

    private protected override string ScimCommand => "Disable-AtlassianUser -Identity {0} -Route Auto";

    // A SCIM key that is not taken concerns those whom an identity provider owns, not everybody.
    internal override bool IsKeyRejection(AdminException failure) => base.IsKeyRejection(failure) && failure.Code != ErrorCode.ScimKeyRejected;

    internal override Operation? Fallback(AdminException refusal) =>
        spec.OrByScim && Clients.Scim is { } scim && refusal.Code == ErrorCode.ManagedByScim
            ? new DisableByScimOperation(new DisableByScim(scim.DirectoryId), Subject, Clients)
            : null;

    internal override async Task<State> ReadBeforeAsync(CancellationToken cancellationToken)
    {
        // That there is nothing to do rests on the account itself.
        if (Reading is { } reading && AccountState.Of(reading) is { } state && !IsReached(state))
            return state;
        // Both kinds of inactive are as wanted: which it is, a page tells well enough.
        return await AccountState.ReadAsync(Clients.Organization, Subject.AccountId, Page, cancellationToken).ConfigureAwait(false);
    }

    private protected override Task<int> SendAsync(AccountState? before, CancellationToken cancellationToken) =>
        Accounts.DisableAsync(Subject.AccountId, spec.Message, cancellationToken);

    private protected override bool IsReached(AccountState state) => state.Is(AccountState.Inactive) || state.Is(AccountState.ForDeletion);

    private protected override string? WarningOf(AccountState state, string who) =>
        state.Is(AccountState.ForDeletion) ? $"{who} is scheduled for deletion, which counts as disabled: nothing was sent." : null;

    private protected override Inverse InverseTo(AccountState before) =>
        before.Is(AccountState.Active) ? Inverse.Of(new EnableAccount()) : Inverse.None($"there is no way back to '{before}'");

    // A deletion that somebody has scheduled since is theirs.
    private protected override bool IsStillOurs(AccountState now, AccountState before, AccountState? after) => now.Is(AccountState.Inactive) || now.Status == before.Status;
}
