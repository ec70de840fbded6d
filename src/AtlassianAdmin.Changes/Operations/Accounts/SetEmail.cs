using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Sets the e-mail address.</summary>
/// <param name="NewEmail">The address to set.</param>
public sealed record SetEmail(string NewEmail) : OperationSpec
{
    /// <inheritdoc/>
    public override Intent ToIntent(Subject subject, ConnectedClients clients) => new SetEmailOperation(this, subject, clients);
}

/// <summary>The e-mail address of an account.</summary>
/// <param name="Address">The address; null when hidden.</param>
public sealed record AddressState(string? Address) : State
{
    /// <summary>The status of the account, such as <c>active</c>; null when it was not told.</summary>
    public string? Status { get; init; }

    private protected override string Text => Address ?? "";
}

internal sealed class SetEmailOperation(SetEmail spec, Subject subject, ConnectedClients clients) : AccountOperation<AddressState>(spec, subject, clients)
{
    public override string Action => "SetEmail";

    public override string Gerund => "changing the e-mail address";

    public override string Target => spec.NewEmail;

    public override string Effect => $"Set the e-mail address to {spec.NewEmail}";

    private protected override string Privilege => AtlassianAdmin.Client.Accounts.Privilege.EmailSet;

    private protected override string ScimCommand => $"Set-AtlassianScimUser -Identity {{0}} -Email {spec.NewEmail}";

    // A blank cell of a list; what else an address must be, the service says.
    internal override AdminException? Violation => spec.NewEmail.Length > 0
        ? base.Violation
        : new AdminException(ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", "it is empty"));

    private protected override async Task<AddressState> ReadStateAsync(CancellationToken cancellationToken)
    {
        UserProfile profile = await Accounts.GetProfileAsync(Subject.AccountId, cancellationToken).ConfigureAwait(false);
        return new AddressState(profile.Email) { Status = profile.AccountStatus, Email = profile.Email, Name = profile.Name };
    }

    private protected override Task<int> SendAsync(AddressState? before, CancellationToken cancellationToken) =>
        Accounts.SetEmailAsync(Subject.AccountId, spec.NewEmail, cancellationToken);

    private protected override bool IsReached(AddressState state) => string.Equals(state.Address, spec.NewEmail, StringComparison.OrdinalIgnoreCase);

    private protected override bool IsClosed(AddressState state) => state.Status == AccountState.Closed;

    private protected override Inverse InverseTo(AddressState before) =>
        before.Address is { } address ? Inverse.Of(new SetEmail(address)) : Inverse.None("the address before was hidden");

    private protected override bool IsStillOurs(AddressState now, AddressState before) =>
        IsReached(now) || string.Equals(now.Address, before.Address, StringComparison.OrdinalIgnoreCase);
}
