using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Changing profile fields.</summary>
public sealed class ProfileOperation : AccountOperation
{
    private readonly UserProfileUpdate _update;
    private readonly bool _onlyDifferences;

    /// <summary>Makes the operation.</summary>
    /// <param name="update">The fields to change.</param>
    /// <param name="onlyDifferences">True to send only what differs from the account's current values.</param>
    public ProfileOperation(UserProfileUpdate update, bool onlyDifferences)
    {
        _update = update;
        _onlyDifferences = onlyDifferences;
    }

    /// <inheritdoc/>
    public override string Action => "SetProfile";

    /// <inheritdoc/>
    public override string Gerund => "changing the profile";

    /// <inheritdoc/>
    public override string? Privilege => Client.Accounts.Privilege.ProfileWrite;

    internal override IReadOnlyDictionary<string, string?> Details => FieldsOf(_update).ToDictionary(f => f.Name, f => f.Read(_update));

    // An update of nothing is already so, and is never sent.
    internal override bool NeedsStateFirst => _onlyDifferences || _update.IsEmpty;

    internal override string? ScimCommand => "Set-AtlassianScimUser -Identity {0}";

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        UserProfile profile = await client.Accounts.GetProfileAsync(accountId, cancellationToken).ConfigureAwait(false);
        return AccountState.Of(
            profile,
            string.Join("; ", FieldsOf(_update).Select(f => $"{f.Name}={f.Read(profile)}")),
            FieldsOf(_update).ToDictionary(f => f.Name, f => f.Read(profile)));
    }

    internal override Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken) =>
        client.Accounts.SendProfileUpdateAsync(accountId, ToSend(before), cancellationToken);

    internal override bool IsReached(AccountState state) =>
        state.Profile is { } profile && _update.Without(profile).IsEmpty;

    internal override AdminException? Objection(AccountPermissions permissions, AccountState? before)
    {
        var locked = FieldsOf(ToSend(before))
            .Where(f => permissions.ProfileFields.TryGetValue(f.Path, out PermissionRule? rule) && !rule.Allowed)
            .ToList();
        return locked.Count == 0
            ? null
            : new AdminException(
                ErrorCode.FieldNotWritable,
                ("account", permissions.AccountId),
                ("field", string.Join(", ", locked.Select(f => f.Name))),
                ("detail", string.Join("; ", locked.Select(f => $"{f.Path}: {permissions.ProfileFields[f.Path].Reason ?? "not allowed"}"))));
    }

    // A locked field that is not changed must not be the reason of a refusal.
    private UserProfileUpdate ToSend(AccountState? before) =>
        _onlyDifferences && before?.Profile is { } profile ? _update.Without(profile) : _update;

    private static IEnumerable<ProfileField> FieldsOf(UserProfileUpdate update) =>
        ProfileField.All.Where(f => f.Read(update) is not null);
}
