using System.Runtime.CompilerServices;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>
/// Finds people who show no sign of use. Two short lists (managed accounts, API tokens) are joined to the list of people, which is
/// streamed; only of somebody whom the lists show no recent use of is the activity asked for, at most 200 a minute. What is held is
/// a few words for each managed account.
/// </summary>
public sealed class InactivityReview
{
    private const string ProductAccess = "productAccess";

    // So many in a row without one answer are no longer a matter of single people.
    private const int RefusalsOfEverybody = 10;

    private readonly AdminClient _client;
    private readonly UserSearch _search;
    private readonly TimeSpan _period;
    private readonly bool _listsOnly;
    private readonly Action<string> _warn;
    private volatile string? _noActivity;
    private int _seen;
    private int _refusedInARow;

    /// <summary>Makes a review. Nothing is sent yet.</summary>
    /// <param name="client">The organization's client.</param>
    /// <param name="period">How long without use is inactive. The service is up to 24 hours behind, so less than two days says nothing.</param>
    /// <param name="search">Among whom to look, <c>productAccess</c> expanded; null for everybody who is not deactivated.</param>
    /// <param name="listsOnly">True to judge by the lists, without a request for each person.</param>
    /// <param name="warn">Hears what could not be read, and so makes every finding less sure; null when nobody listens.</param>
    public InactivityReview(AdminClient client, TimeSpan period, UserSearch? search = null, bool listsOnly = false, Action<string>? warn = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        if (period < TimeSpan.FromDays(2))
            throw new ArgumentOutOfRangeException(nameof(period), period, "The service is up to 24 hours behind: a review looks back two days or more.");
        if (search is not null && search.Expand?.Contains(ProductAccess) != true)
            throw new ArgumentException($"The search must expand {ProductAccess}: whatever is not asked for would look like no use.", nameof(search));
        _period = period;
        _search = search ?? new UserSearch { Status = ["active", "suspended", "not_invited", "for_deletion"], Expand = [ProductAccess], Limit = OrganizationsClient.LargestPage };
        _listsOnly = listsOnly;
        _warn = warn ?? (_ => { });
    }

    /// <summary>Where it looks, who asked and how, for a report; null when nobody says.</summary>
    public ReviewContext? Context { get; init; }

    /// <summary>How many people were looked at so far.</summary>
    public int PeopleSeen => Volatile.Read(ref _seen);

    /// <summary>The inactive people, streamed, nobody twice.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AdminException">The list of people could not be read.</exception>
    public async IAsyncEnumerable<InactiveUser> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DateTimeOffset readAt = _client.Options.Clock.GetUtcNow();
        DateTimeOffset cutoff = readAt - _period;
        var facts = new AccountFacts();
        Task<Dictionary<string, string>> sites = SitesAsync(cancellationToken);
        bool[] read = await Task.WhenAll(
            ReadAsync("managed accounts, so neither their last activity nor their billing is known", () => AddAccountsAsync(facts, cancellationToken)),
            ReadAsync("API tokens, so who only works through the API is not known", () => AddTokensAsync(facts, cancellationToken))).ConfigureAwait(false);

        Dictionary<string, string> hosts = await sites.ConfigureAwait(false);

        // A few people ahead, in order, so that one slow answer does not hold up the others.
        var ahead = new Queue<Task<InactiveUser?>>();
        try
        {
            await foreach (User user in _client.Users.SearchAsync(_search, cancellationToken).ConfigureAwait(false))
            {
                if (!facts.Meet(user.AccountId) || string.Equals(user.AccountType, "app", StringComparison.OrdinalIgnoreCase))
                    continue;
                ahead.Enqueue(JudgeAsync(EvidenceOf(user, facts[user.AccountId], tokensRead: read[1], readAt), hosts, cutoff, cancellationToken));
                if (ahead.Count >= _client.Options.ThrottleLimit && await ahead.Dequeue().ConfigureAwait(false) is { } found)
                    yield return found;
            }

            while (ahead.Count > 0)
            {
                if (await ahead.Dequeue().ConfigureAwait(false) is { } found)
                    yield return found;
            }
        }
        finally
        {
            foreach (Task abandoned in ahead)
                Paging.Observe(abandoned);
        }
    }

    private async Task<InactiveUser?> JudgeAsync(
        InactivityEvidence evidence, Dictionary<string, string> sites, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        if (!_listsOnly && evidence.IsWorthAsking(cutoff))
        {
            try
            {
                if (_noActivity is null)
                {
                    UserActivity activity = await _client.Users.GetActivityAsync(evidence.AccountId, cancellationToken).ConfigureAwait(false);
                    Interlocked.Exchange(ref _refusedInARow, 0);
                    Take(evidence, activity);
                }
                else
                {
                    evidence.ActivityFailure = _noActivity;
                }
            }
            catch (AdminException e)
            {
                evidence.ActivityFailure = $"The person's activity could not be read ({e.Code}).";
                if (IsForEverybody(e) && Interlocked.CompareExchange(ref _noActivity, evidence.ActivityFailure, null) is null)
                    _warn($"The activity of single people cannot be read: {e.Message} The rest is judged by the lists. {e.Remedy}");
            }
        }

        Interlocked.Increment(ref _seen);
        InactiveUser? inactive = evidence.Judge(cutoff, _client.Options.Clock.GetUtcNow());
        if (inactive is not null)
        {
            inactive.Origin = _client.Options.Origin;
            inactive.Context = Context;
            foreach (IdleSeat seat in inactive.SeatDetails)
                seat.Site = seat.ResourceId is { } id && sites.TryGetValue(id, out string? host) ? host : null;
        }

        return inactive;
    }

    private static void Take(InactivityEvidence evidence, UserActivity activity)
    {
        evidence.IsUnreadable |= !activity.IsReadable || (activity.IsAddedUnreadable && evidence.AddedToOrg is null);
        if (activity.IsReadable)
            evidence.Activity = activity;
        else
            evidence.ActivityFailure = "A date of the person's activity could not be read.";
    }

    private static InactivityEvidence EvidenceOf(User user, AccountFact? fact, bool tokensRead, DateTimeOffset readAt)
    {
        DateTimeOffset? used = user.ProductAccess?.Max(p => p.LastActive);
        return new InactivityEvidence
        {
            AccountId = user.AccountId,
            Email = user.Email,
            Name = user.Name,
            Status = user.IsForDeletion ? "for_deletion" : user.Status,
            IsManaged = user.IsManaged,
            AddedToOrg = user.AddedToOrg,
            Products = (user.ProductAccess ?? []).Select(p => new IdleSeat(p.Key, p.ResourceId, p.LastActive)).ToList(),
            Listed = fact?.LastActive > used ? fact.LastActive : used ?? fact?.LastActive,
            LastTokenUse = fact?.LastTokenUse,
            TokensKnown = tokensRead && user.IsManaged,
            IsListUnreadable = fact?.IsUseUnreadable == true || user.IsOdd("productAccess") || user.ProductAccess?.Any(p => p.IsOdd("lastActiveTimestamp")) == true,
            IsUnreadable = fact?.IsTokenUseUnreadable == true || (user.AddedToOrg is null && user.IsOdd("addedToOrg")),
            GuardBillable = fact?.GuardBillable,
            ReadAt = readAt,
        };
    }

    // Without them a seat is named by its id, and nothing is less sure.
    private async Task<Dictionary<string, string>> SitesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _client.Organizations.GetSitesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            _warn($"Atlassian did not list the products, so sites are named by their ids: {e.Message} {e.Remedy}");
            return [];
        }
    }

    private async Task AddAccountsAsync(AccountFacts facts, CancellationToken cancellationToken)
    {
        await foreach (ManagedAccount account in _client.Organizations.GetManagedAccountsAsync(cancellationToken).ConfigureAwait(false))
            facts.Add(account);
    }

    private async Task AddTokensAsync(AccountFacts facts, CancellationToken cancellationToken)
    {
        await foreach (ApiToken token in _client.ApiAccess.GetTokensAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            facts.Add(token);
    }

    /// <summary>Reads a list that the review can do without, and says what is then not known.</summary>
    private async Task<bool> ReadAsync(string what, Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (AdminException e)
        {
            _warn($"Atlassian did not list the {what}: {e.Message} Confidence is lower for it. {e.Remedy}");
            return false;
        }
    }

    // Asking for the next person would only meet the same. A refusal concerns one person, until nobody is answered any more.
    private bool IsForEverybody(AdminException e) =>
        e.HttpStatus == 403
            ? Interlocked.Increment(ref _refusedInARow) >= RefusalsOfEverybody
            : e.RefusesTheKey || e.Definition.Kind is ErrorKind.LimitsExceeded or ErrorKind.ConnectionError;
}
