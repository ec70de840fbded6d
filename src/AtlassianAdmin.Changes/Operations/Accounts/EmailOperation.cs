using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Setting the e-mail address.</summary>
public sealed class EmailOperation : AccountOperation
{
    private readonly string _newEmail;

    /// <summary>Makes the operation.</summary>
    /// <param name="newEmail">The address to set.</param>
    public EmailOperation(string newEmail) => _newEmail = newEmail;

    /// <inheritdoc/>
    public override string Action => "SetEmail";

    /// <inheritdoc/>
    public override string Gerund => "changing the e-mail address";

    /// <inheritdoc/>
    public override string? Privilege => Client.Accounts.Privilege.EmailSet;

    internal override IReadOnlyDictionary<string, string?> Details => new Dictionary<string, string?> { [ChangeDetail.NewEmail] = _newEmail };

    // A blank cell of a list; what else an address must be, the service says.
    internal override AdminException? Fault => _newEmail.Length > 0
        ? null
        : new AdminException(ErrorCode.InvalidField, ("field", "NewEmail"), ("detail", "it is empty"));

    internal override string? ScimCommand => $"Set-AtlassianScimUser -Identity {{0}} -Email {_newEmail}";

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        UserProfile profile = await client.Accounts.GetProfileAsync(accountId, cancellationToken).ConfigureAwait(false);
        return AccountState.Of(profile, profile.Email);
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        client.Accounts.SetEmailAsync(accountId, _newEmail, cancellationToken);

    internal override bool IsReached(AccountState state) => string.Equals(state.Email, _newEmail, StringComparison.OrdinalIgnoreCase);
}
