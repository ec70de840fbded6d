using System.Net.Http;
using System.Text.Json;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Accounts;

/// <summary>
/// The user-management API: managed accounts one by one. Source: user-management document. Every member throws
/// <see cref="AdminException"/> for a refusal or failure and <see cref="RequestStoppedException"/> when cancelled.
/// </summary>
public sealed class AccountsClient
{
    /// <summary>A well-formed id that no account has: asking about it shows what the key may do, and concerns nobody.</summary>
    private const string NobodysAccountId = "000000000000000000000000";

    private const string Manage = "/users/{account_id}/manage";
    private static readonly HttpMethod Patch = new("PATCH");

    private readonly Transport _transport;

    internal AccountsClient(Transport transport) => _transport = transport;

    /// <summary>What may be done to an account, and why not.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="privileges">The privileges to ask about (<see cref="Privilege"/>); null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AccountPermissions> GetPermissionsAsync(
        string accountId, IEnumerable<string>? privileges = null, CancellationToken cancellationToken = default)
    {
        ApiRequest request = Request(HttpMethod.Get, "", accountId, RequestEffect.Reads, "asking what may be done")
            .Query("privileges", privileges is null ? null : Privilege.Known.Spell(privileges.ToList()));
        Dictionary<string, JsonElement> reply = await _transport
            .ReadAsync<Dictionary<string, JsonElement>>(request, cancellationToken).ConfigureAwait(false);
        return AccountPermissions.Read(accountId, reply);
    }

    /// <summary>The profile of an account.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<UserProfile> GetProfileAsync(string accountId, CancellationToken cancellationToken = default) =>
        ReadProfileAsync(Request(HttpMethod.Get, "/profile", accountId, RequestEffect.Reads, "reading the profile"), cancellationToken);

    /// <summary>Changes profile fields.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="update">The fields to change; only those are sent.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The profile as the service has it afterwards.</returns>
    public Task<UserProfile> UpdateProfileAsync(string accountId, UserProfileUpdate update, CancellationToken cancellationToken = default) =>
        ReadProfileAsync(ProfileUpdate(accountId, update), cancellationToken);

    /// <summary>Changes profile fields, and tells only how often the request was sent.</summary>
    internal Task<int> SendProfileUpdateAsync(string accountId, UserProfileUpdate update, CancellationToken cancellationToken) =>
        WriteAsync(ProfileUpdate(accountId, update), cancellationToken);

    /// <summary>Sets the e-mail address; its domain must be verified by the organization. All sessions of the person end.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="email">The new address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> SetEmailAsync(string accountId, string email, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Put, "/email", accountId, RequestEffect.SetsState, "changing the e-mail address")
                .Json(new EmailBody { Email = email }),
            cancellationToken);

    /// <summary>The API tokens of an account. They survive a deactivation, and come alive again with the account.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<UserApiToken>> GetApiTokensAsync(string accountId, CancellationToken cancellationToken = default)
    {
        ApiRequest request = Request(HttpMethod.Get, "/api-tokens", accountId, RequestEffect.Reads, "listing API tokens");
        List<UserApiToken> tokens = Records.Readable(
            await _transport.ReadAsync<List<UserApiToken>>(request, cancellationToken).ConfigureAwait(false));
        foreach (UserApiToken token in tokens)
            token.AccountId = accountId;
        return tokens;
    }

    /// <summary>Revokes one API token for good.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="tokenId">The token.</param>
    /// <param name="isListed">True when the service listed the token: then one that is gone after a lost answer was revoked. A typed id may be a slip.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> RevokeApiTokenAsync(string accountId, string tokenId, bool isListed = false, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Delete, "/api-tokens/{tokenId}", accountId, RequestEffect.SetsState, "revoking an API token").With("tokenId", tokenId).OnTarget(isListed),
            cancellationToken);

    /// <summary>Disables (deactivates) an account: the person can no longer log in anywhere.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="message">Shown to the person at login; null for the service's own text.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> DisableAsync(string accountId, string? message = null, CancellationToken cancellationToken = default) =>
        WriteAsync(
            Request(HttpMethod.Post, "/lifecycle/disable", accountId, RequestEffect.SetsState, "disabling")
                .Json(new MessageBody { Message = message }),
            cancellationToken);

    /// <summary>Enables an account again.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> EnableAsync(string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(Request(HttpMethod.Post, "/lifecycle/enable", accountId, RequestEffect.SetsState, "enabling"), cancellationToken);

    /// <summary>Schedules an account for deletion; for 14 days it can be cancelled.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> DeleteAsync(string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(Request(HttpMethod.Post, "/lifecycle/delete", accountId, RequestEffect.SetsState, "deleting"), cancellationToken);

    /// <summary>Cancels a scheduled deletion, which also enables the account.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How often the request was sent.</returns>
    public Task<int> CancelDeleteAsync(string accountId, CancellationToken cancellationToken = default) =>
        WriteAsync(Request(HttpMethod.Post, "/lifecycle/cancel-delete", accountId, RequestEffect.SetsState, "cancelling the deletion"), cancellationToken);

    /// <summary>
    /// Proves that a key may manage accounts. It asks about an account that nobody has: only a key that may manage accounts gets as
    /// far as hearing that.
    /// </summary>
    internal Task ProveAccessAsync(CancellationToken cancellationToken) => _transport.SendAsync(
        Request(HttpMethod.Get, "", NobodysAccountId, RequestEffect.Reads, "asking what may be done")
            .Query("privileges", Privilege.ProfileRead)
            .Answering(ErrorCode.AccountNotFound, ErrorCode.AccountNotManaged),
        cancellationToken);

    /// <summary>
    /// Whether a key has scopes: account management refuses every scoped key by name, whichever account is asked about.
    /// Null when its answer does not tell.
    /// </summary>
    internal static async Task<bool?> HasScopesAsync(Transport transport, CancellationToken cancellationToken)
    {
        ApiRequest probe = Request(HttpMethod.Get, "", NobodysAccountId, RequestEffect.Reads, "reading").Query("privileges", Privilege.ProfileRead);
        try
        {
            await transport.SendAsync(probe, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (AdminException e)
        {
            return e.Code == ErrorCode.KeyHasScopes ? true : e.HttpStatus is 403 or 404 ? false : null;
        }
    }

    private static ApiRequest ProfileUpdate(string accountId, UserProfileUpdate update) =>
        Request(Patch, "/profile", accountId, RequestEffect.SetsState, "changing the profile").Json(update);

    private static ApiRequest Request(HttpMethod method, string path, string accountId, RequestEffect effect, string action) =>
        new ApiRequest(method, ApiFamily.UserManagement, Manage + path, effect).For(accountId).As(action);

    private async Task<int> WriteAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Attempts;

    private async Task<UserProfile> ReadProfileAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        UserProfileReply reply = await _transport
            .ReadAsync<UserProfileReply>(
                request,
                cancellationToken,
                holds: r => r.Account is { } account && (account.AccountId.Length == 0 || Records.IsAbout(account.AccountId, request.AccountId!))).ConfigureAwait(false);
        // A profile that names nobody is of the account that was asked about.
        if (reply.Account!.AccountId.Length == 0)
            reply.Account.AccountId = request.AccountId!;
        return reply.Account;
    }
}
