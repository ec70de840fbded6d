using AtlassianAdmin.Client.Provisioning;

namespace AtlassianAdmin.Changes.Operations.Provisioning;

/// <summary>Makes a user in the connected SCIM directory. A managed account of the same e-mail address is linked; where there is none, one is made.</summary>
/// <param name="Attributes">What the record is made of.</param>
/// <param name="Active">False to make the user without letting them in.</param>
public sealed record CreateScimUser(SetScimUser Attributes, bool Active = true) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new CreateScimUserOperation(this, subject, clients);
}

internal sealed class CreateScimUserOperation(CreateScimUser spec, Subject subject, ConnectedClients clients)
    : CreationOperation<ScimUserState, ScimUser>(spec, subject)
{
    public override string Action => "CreateScimUser";

    public override string Gerund => "creating";

    public override string Route => "Scim";

    public override string Target => spec.Attributes.UserName ?? "";

    public override string Noun => "SCIM user";

    // The service links the account that has the address.
    internal override async Task<IReadOnlyCollection<string>> ReadTouchedAsync(State? before, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> accounts = await ScimAccounts.OfAddressesAsync(clients, [spec.Attributes.Email, Target], cancellationToken).ConfigureAwait(false);
        return accounts.Count > 0 ? accounts : [Target];
    }

    public override string Effect => $"Create the SCIM user {Target}";

    internal override AdminException? Violation => base.Violation ?? (clients.Scim is null ? new AdminException(ErrorCode.ScimNotConnected, ("action", Gerund)) : null);

    internal override string? ExclusiveTarget => spec.Attributes.Email ?? spec.Attributes.UserName;

    // A record with such an address would belong to no account.
    internal override Task<AdminException?> CheckAsync(State? before, CancellationToken cancellationToken) =>
        spec.Attributes.Email is { } email ? VerifiedDomains.ViolationAsync(clients, email, cancellationToken) : Task.FromResult<AdminException?>(null);

    internal override Task<AdminException?> PreviewAsync(State? before, CancellationToken cancellationToken) =>
        new ScimHolder(clients).ViolationAsync(record: null, spec.Attributes.Email, spec.Attributes.UserName, cancellationToken);

    internal override Task<AdminException> GuideAsync(AdminException refusal, string? email, CancellationToken cancellationToken) =>
        new ScimHolder(clients).GuideAsync(refusal, spec.Attributes.Email, spec.Attributes.UserName, scimUserId: null, cancellationToken);

    private protected override Task<ScimUser> CreateAsync(CancellationToken cancellationToken) =>
        clients.Scim!.Users.CreateAsync(spec.Attributes.ToUpdate(spec.Active), cancellationToken);

    private protected override Completion Read(ScimUser made) => new()
    {
        TargetId = made.ScimUserId,
        AccountId = made.AccountId,
        After = ScimUserState.Of(made),
        Warning = made.AccountId is null ? $"The record of {made.Email ?? Target} belongs to no account yet. Run Get-AtlassianScimUser {made.ScimUserId} in a minute to see it." : null,
    };

    private protected override Inverse InverseWithoutState() => Inverse.None("a record that was made is not deleted by undoing; Remove-AtlassianScimUser deletes it");
}
