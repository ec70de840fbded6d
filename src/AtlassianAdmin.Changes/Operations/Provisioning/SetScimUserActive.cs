namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Lets the user of a SCIM record in, or deactivates the user.</summary>
/// <param name="Active">True to let the user in.</param>
public sealed record SetScimUserActive(bool Active) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SetScimUserActiveOperation(this, subject, clients);
}

internal sealed class SetScimUserActiveOperation(SetScimUserActive spec, Subject subject, ConnectedClients clients) : ScimUserOperation<ScimUserState>(spec, subject, clients)
{
    private readonly string _wanted = spec.Active ? AccountState.Active : AccountState.Inactive;

    public override string Action => spec.Active ? "EnableScimUser" : "DisableScimUser";

    public override string Gerund => spec.Active ? "enabling" : "disabling";

    public override string Effect => spec.Active ? "Enable the SCIM user" : "Disable the SCIM user";

    private protected override async Task<ScimUserState> ReadStateAsync(CancellationToken cancellationToken) =>
        ScimUserState.Of(await GetAsync(cancellationToken).ConfigureAwait(false));

    private protected override Task<int> SendAsync(ScimUserState? before, CancellationToken cancellationToken) =>
        Scim.Users.SetActiveAsync(ScimUserId, spec.Active, cancellationToken);

    private protected override bool IsReached(ScimUserState state) => state.User is not null ? state.User.Active == spec.Active : state.Status == _wanted;

    private protected override Inverse InverseTo(ScimUserState before) =>
        before.Status == _wanted || before.Status == ScimUserState.Deleted
            ? Inverse.None($"there is no way back to '{before}'")
            : InverseHere(new SetScimUserActive(!spec.Active));
}
