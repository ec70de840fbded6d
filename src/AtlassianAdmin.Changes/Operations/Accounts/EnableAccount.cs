using System.Text.Json.Serialization;
using AtlassianAdmin.Changes.Operations.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Enables the account.</summary>
/// <param name="OrByScim">True to go by the identity provider's record where that owns the account and is connected.</param>
public sealed record EnableAccount([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OrByScim = false) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new EnableAccountOperation(this, subject, clients);
}

internal sealed class EnableAccountOperation(EnableAccount spec, Subject subject, ConnectedClients clients) : LifecycleOperation(spec, subject, clients)
{
    public override string Action => "Enable";

    public override string Gerund => "enabling";

    public override string Effect => "Enable the account";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.LifecycleEnablement;

    private protected override string ScimCommand => "Enable-AtlassianUser -Identity {0} -Route Auto";

    // A SCIM key that is not taken concerns those whom an identity provider owns, not everybody.
    internal override bool IsKeyRejection(AdminException failure) => base.IsKeyRejection(failure) && failure.Code != ErrorCode.ScimKeyRejected;

    internal override Operation? Fallback(AdminException refusal) =>
        spec.OrByScim && Clients.Scim is { } scim && refusal.Code == ErrorCode.ManagedByScim
            ? new EnableByScimOperation(new EnableByScim(scim.DirectoryId), Subject, Clients)
            : null;

    private protected override Task<int> SendAsync(AccountState? before, CancellationToken cancellationToken) =>
        Accounts.EnableAsync(Subject.AccountId, cancellationToken);

    // The directory tells whether a product opens, the account does not.
    private protected override string? WarningOf(AccountState state, string who) => state.NoAccess(who);

    private protected override Task<Consequence?> ReadConsequenceAsync(State? before, State after, CancellationToken cancellationToken) =>
        AccountState.ReadAccessAsync((AccountState?)before, Clients.Organization.Users, Subject.AccountId, Subject.Who, cancellationToken);

    private protected override bool IsReached(AccountState state) => state.Is(AccountState.Active);

    private protected override AdminException? ViolationIn(AccountState state) =>
        state.Is(AccountState.ForDeletion)
            ? new AdminException(ErrorCode.AccountPendingDeletion, ("account", Subject.Who), ("action", Gerund))
            : base.ViolationIn(state);

    private protected override Inverse InverseTo(AccountState before) =>
        before.Is(AccountState.Inactive) ? Inverse.Of(new DisableAccount()) : Inverse.None($"there is no way back to '{before}'");
}
