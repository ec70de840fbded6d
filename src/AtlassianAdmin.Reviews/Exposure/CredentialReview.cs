using System.Globalization;
using System.Runtime.CompilerServices;
using AtlassianAdmin.Changes.Reading;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Exposure;

/// <summary>
/// Finds API tokens and admin keys that should not be as they are. Only people who are not active are listed first; what is held is
/// a word for each of them. Tokens of unmanaged accounts are not visible to the organization.
/// </summary>
public sealed class CredentialReview
{
    // As many owners as pages of addresses are read at once.
    private const int OwnersAtOnce = 200;

    private readonly AdminClient _client;
    private readonly DateTimeOffset _before;
    private readonly bool _includeExpired;
    private readonly HashSet<string> _leaving;

    /// <summary>Makes a review. Nothing is sent yet.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="before">The next run: what expires until then is told now.</param>
    /// <param name="leaving">Accounts of people who are about to leave; null for none.</param>
    /// <param name="includeExpired">True to tell of what has expired already, too.</param>
    public CredentialReview(AdminClient client, DateTimeOffset before, IEnumerable<string>? leaving = null, bool includeExpired = false)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _before = before;
        _includeExpired = includeExpired;
        _leaving = new HashSet<string>(leaving ?? [], StringComparer.Ordinal);
    }

    /// <summary>Where it looks, who asked and how, for a report; null when nobody says.</summary>
    public ReviewContext? Context { get; init; }

    /// <summary>The exposed credentials, streamed, each once: the keys of the organization, then the tokens.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">One of the lists could not be read.</exception>
    public async IAsyncEnumerable<CredentialExposure> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = _client.Options.Clock.GetUtcNow();
        Dictionary<string, CredentialRisk> states = await StatesAsync(cancellationToken).ConfigureAwait(false);
        await foreach (OrganizationApiKey key in _client.ApiAccess.GetKeysAsync(cancellationToken).ConfigureAwait(false))
        {
            CredentialRisk risk = Expiry(key.ExpiresAt, key.IsOdd("expiresAt"), now) | await CreatorAsync(key, states, cancellationToken).ConfigureAwait(false);
            if (IsReported(risk))
                yield return Show(key, risk, now);
        }

        var window = new List<ApiToken>();
        await foreach (ApiToken token in _client.ApiAccess.GetTokensAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            window.Add(token);
            if (window.Count < OwnersAtOnce)
                continue;
            foreach (CredentialExposure exposed in await ExposedAsync(window, states, now, cancellationToken).ConfigureAwait(false))
                yield return exposed;
            window.Clear();
        }

        foreach (CredentialExposure exposed in await ExposedAsync(window, states, now, cancellationToken).ConfigureAwait(false))
            yield return exposed;
    }

    private async Task<IReadOnlyList<CredentialExposure>> ExposedAsync(
        List<ApiToken> tokens, Dictionary<string, CredentialRisk> states, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await FindOwnersAsync(tokens.Where(t => t.AccountId.Length > 0 && !states.ContainsKey(t.AccountId)).ToList(), states, cancellationToken).ConfigureAwait(false);
        var exposed = new List<CredentialExposure>();
        foreach (ApiToken token in tokens)
        {
            states.TryGetValue(token.AccountId, out CredentialRisk owner);
            CredentialRisk risk = Expiry(token.ExpiresAt, token.IsOdd("expiresAt"), now) | owner
                | (_leaving.Contains(token.AccountId) ? CredentialRisk.OwnerLeaving : CredentialRisk.None);
            if (IsReported(risk))
                exposed.Add(Show(token, risk, now));
        }

        return exposed;
    }

    /// <summary>Looks up the owners whom no list of leavers names: by pages, and by themselves where no page has them.</summary>
    private async Task FindOwnersAsync(List<ApiToken> tokens, Dictionary<string, CredentialRisk> states, CancellationToken cancellationToken)
    {
        var owners = tokens.GroupBy(t => t.AccountId, StringComparer.Ordinal).Select(t => (t.Key, t.First().Email)).ToList();
        if (owners.Count == 0)
            return;
        IReadOnlyDictionary<string, User> found = await new PersonPages(_client).FindAsync(owners, [], cancellationToken).ConfigureAwait(false);
        foreach ((string accountId, _) in owners)
        {
            states[accountId] = found.TryGetValue(accountId, out User? user) ? StateOf(user)
                : await IsGoneAsync(accountId, cancellationToken).ConfigureAwait(false) ? CredentialRisk.OwnerNotFound
                : CredentialRisk.None;
        }
    }

    // What has expired opens nothing any more, whoever owned it.
    private bool IsReported(CredentialRisk risk) => risk != CredentialRisk.None && (_includeExpired || (risk & CredentialRisk.Expired) == 0);

    // A date without a time counts to its end; one that cannot be read is not "never".
    private CredentialRisk Expiry(DateTimeOffset? expiresAt, bool isUnreadable, DateTimeOffset now) =>
        expiresAt is null ? isUnreadable ? CredentialRisk.ExpiryNotKnown : CredentialRisk.NeverExpires
        : WholeDay.EndOf(expiresAt) <= now ? CredentialRisk.Expired
        : expiresAt <= _before ? CredentialRisk.ExpiresSoon
        : CredentialRisk.None;

    private async Task<Dictionary<string, CredentialRisk>> StatesAsync(CancellationToken cancellationToken)
    {
        var search = new UserSearch { Status = ["deactivated", "for_deletion", "suspended"], Limit = OrganizationsClient.LargestPage };
        var states = new Dictionary<string, CredentialRisk>(StringComparer.Ordinal);
        await foreach (User user in _client.Users.SearchAsync(search, cancellationToken).ConfigureAwait(false))
            states[user.AccountId] = StateOf(user);
        return states;
    }

    private static CredentialRisk StateOf(User user) =>
        user.IsForDeletion ? CredentialRisk.OwnerPendingDeletion
        : user.Status?.ToLowerInvariant() switch
        {
            "suspended" => CredentialRisk.OwnerSuspended,
            "deactivated" => CredentialRisk.OwnerDeactivated,
            _ => CredentialRisk.None,
        };

    /// <summary>Whether who made the key is gone. Somebody who is in no list of leavers may be gone altogether: asked for once.</summary>
    private async Task<CredentialRisk> CreatorAsync(OrganizationApiKey key, Dictionary<string, CredentialRisk> states, CancellationToken cancellationToken)
    {
        if (key.CreatedById is not { Length: > 0 } creator)
            return CredentialRisk.None;
        if (!states.TryGetValue(creator, out CredentialRisk state))
        {
            if (await IsGoneAsync(creator, cancellationToken).ConfigureAwait(false))
                state = CredentialRisk.CreatorLeft;
            states[creator] = state;
        }

        return state != CredentialRisk.None || _leaving.Contains(creator) ? CredentialRisk.CreatorLeft : CredentialRisk.None;
    }

    /// <summary>True for somebody whom the organization does not know. Somebody who may not be looked at is not gone.</summary>
    private async Task<bool> IsGoneAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            await _client.Users.GetAsync(accountId, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (AdminException e) when (e.Code is ErrorCode.AccountNotFound or ErrorCode.NotInDirectory)
        {
            return true;
        }
        catch (AdminException e) when (e.HttpStatus == 403)
        {
            return false;
        }
    }

    private CredentialExposure Show(ApiToken token, CredentialRisk risk, DateTimeOffset now) => new()
    {
        Origin = token.Origin,
        Context = Context,
        Status = token.Status,
        Kind = CredentialKind.ApiToken,
        Label = token.Label,
        TokenId = token.TokenId,
        AccountId = token.AccountId,
        Email = token.Email,
        Name = token.Name,
        Risk = risk,
        Why = Why(risk, token.ExpiresAt, token.LastActiveAt, token.IsOdd("lastActiveAt"), token.Status, now),
        CreatedAt = token.CreatedAt,
        LastActiveAt = token.LastActiveAt,
        ExpiresAt = token.ExpiresAt,
        RecommendedAction = risk == CredentialRisk.ExpiresSoon
            ? "Ask its owner to make a new one at id.atlassian.com > Security > API tokens before it expires."
            : $"Revoke-AtlassianUserToken -Identity {CredentialExposure.Argument(token.AccountId)} -TokenId {CredentialExposure.Argument(token.TokenId)}",
    };

    private CredentialExposure Show(OrganizationApiKey key, CredentialRisk risk, DateTimeOffset now) => new()
    {
        Origin = key.Origin,
        Context = Context,
        Kind = CredentialKind.ApiKey,
        Label = key.Label,
        ApiKeyId = key.ApiKeyId,
        AccountId = key.CreatedById ?? "",
        Email = key.CreatedByEmail,
        Name = key.CreatedByName,
        Risk = risk,
        Why = Why(risk, key.ExpiresAt, key.LastActiveAt, key.IsOdd("lastActiveAt"), status: null, now),
        CreatedAt = key.CreatedAt,
        LastActiveAt = key.LastActiveAt,
        ExpiresAt = key.ExpiresAt,
        RecommendedAction = (risk & CredentialRisk.Expired) != 0
            ? $"Revoke-AtlassianApiKey -ApiKeyId {CredentialExposure.Argument(key.ApiKeyId)}"
            : $"Update-AtlassianAdminKey, with a new key of admin.atlassian.com > Organization settings > API keys; then Revoke-AtlassianApiKey -ApiKeyId {CredentialExposure.Argument(key.ApiKeyId)}",
    };

    private static string Why(CredentialRisk risk, DateTimeOffset? expiresAt, DateTimeOffset? lastActiveAt, bool isUseUnreadable, string? status, DateTimeOffset now)
    {
        IEnumerable<string> sentences = new[]
        {
            (CredentialRisk.OwnerDeactivated, "Its owner's account is deactivated: it is refused now, and works again as soon as the account is enabled."),
            (CredentialRisk.OwnerPendingDeletion, "Its owner's account is scheduled for deletion, which can still be cancelled."),
            (CredentialRisk.OwnerSuspended, "Its owner is suspended, and the account itself is not."),
            (CredentialRisk.OwnerNotFound, "Its owner is in no directory of the organization, and cannot be found."),
            (CredentialRisk.OwnerLeaving, "Its owner is leaving."),
            (CredentialRisk.CreatorLeft, "Who made it has left or is leaving, may know it, and it goes on working."),
            (CredentialRisk.Expired, $"It expired on {Day(expiresAt)}."),
            (CredentialRisk.ExpiresSoon, $"It expires on {Day(expiresAt)}, in {Math.Max(0, (int)((expiresAt - now)?.TotalDays ?? 0))} days: whatever uses it stops then."),
            (CredentialRisk.ExpiryNotKnown, "When it expires is not known: the date could not be read."),
            (CredentialRisk.NeverExpires, "It never expires."),
        }.Where(s => (risk & s.Item1) != 0).Select(s => s.Item2);
        string use = lastActiveAt is not null ? $"Last used on {Day(lastActiveAt)}." : isUseUnreadable ? "When it was last used is not known: the date could not be read." : "No use is recorded.";
        string[] block = string.Equals(status, "BLOCKED", StringComparison.OrdinalIgnoreCase)
            ? ["A policy of the organization blocks it: it is refused now, and works again when the block is lifted."]
            : [];
        return string.Join(" ", [.. block, .. sentences, use]);
    }

    private static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
