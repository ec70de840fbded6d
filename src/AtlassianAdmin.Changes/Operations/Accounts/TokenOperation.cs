using System.Globalization;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Operations.Accounts;

/// <summary>Revoking one API token of an account, or all of them. There is no call for all: they are listed and revoked one by one.</summary>
public sealed class TokenOperation : AccountOperation
{
    private readonly string? _tokenId;

    /// <summary>Makes the operation.</summary>
    /// <param name="tokenId">The token; null for all.</param>
    public TokenOperation(string? tokenId) => _tokenId = tokenId;

    /// <inheritdoc/>
    public override string Action => "RevokeToken";

    /// <inheritdoc/>
    public override string Gerund => "revoking API tokens";

    /// <inheritdoc/>
    public override string? Privilege => Client.Accounts.Privilege.ApiTokenDelete;

    internal override IReadOnlyDictionary<string, string?> Details =>
        _tokenId is null ? NoDetails : new Dictionary<string, string?> { [ChangeDetail.TokenId] = _tokenId };

    // The last two would climb out of the path of a request.
    internal override AdminException? Fault => _tokenId is "" or "." or ".."
        ? new AdminException(ErrorCode.TokenNotFound, ("detail", $"'{_tokenId}'"))
        : null;

    internal override bool NeedsStateFirst => _tokenId is null;

    internal override async Task<AccountState> ReadAsync(AdminClient client, string accountId, CancellationToken cancellationToken)
    {
        IReadOnlyList<UserApiToken> tokens = await client.Accounts.GetApiTokensAsync(accountId, cancellationToken).ConfigureAwait(false);
        var ids = tokens.Select(t => t.TokenId).Where(t => _tokenId is null || t == _tokenId).ToList();
        return new AccountState(status: null, email: null, name: null, ids.Count.ToString(CultureInfo.InvariantCulture)) { TokenIds = ids };
    }

    internal override async Task<int> SendAsync(AdminClient client, string accountId, AccountState? before, CancellationToken cancellationToken)
    {
        if (_tokenId is not null)
            return await RevokeAsync(client, accountId, _tokenId, isListed: before?.TokenIds?.Contains(_tokenId) == true, cancellationToken).ConfigureAwait(false);

        int attempts = 0;
        foreach (string tokenId in before?.TokenIds ?? [])
        {
            try
            {
                attempts += await RevokeAsync(client, accountId, tokenId, isListed: true, cancellationToken).ConfigureAwait(false);
            }
            catch (AdminException e) when (e.Code == ErrorCode.TokenNotFound)
            {
                // Someone else revoked it in the meantime: gone is what was wanted.
                attempts += e.Attempts;
            }
        }

        return attempts;
    }

    internal override bool IsReached(AccountState state) => state.TokenIds is { Count: 0 };

    // One token that is not there may be a slip of the caller; no token at all is what was wanted.
    internal override bool IsDoneBefore(AccountState state) => _tokenId is null && IsReached(state);

    internal override AdminException? Objection(AccountState state, string accountId) =>
        IsReached(state) && _tokenId is not null
            ? new AdminException(ErrorCode.TokenNotFound, ("account", accountId), ("detail", _tokenId))
            : null;

    private static async Task<int> RevokeAsync(AdminClient client, string accountId, string tokenId, bool isListed, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Accounts.RevokeApiTokenAsync(accountId, tokenId, isListed, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e) when (e.Code == ErrorCode.TokenNotFound)
        {
            // The refusal does not say which token was meant.
            throw e.With(("detail", tokenId));
        }
    }
}
