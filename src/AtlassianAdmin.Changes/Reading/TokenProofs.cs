using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Reading;

/// <summary>
/// Proves for many people at once that their API tokens are revoked: the list of the whole organization showed a token before, and
/// does not show it any more. A list that lacks anything else, too, may have lost it between two of its pages, and proves nothing.
/// </summary>
internal sealed class TokenProofs(AdminClient client)
{
    // The list is read before and afterwards: for fewer people their own lists cost no more.
    private const int PeopleARequest = 3;

    private readonly object _lock = new();
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _before;
    private int _requests;
    private bool _isBegun;

    /// <summary>True when the list saves more requests than it takes.</summary>
    /// <param name="people">For how many people it is read.</param>
    /// <param name="requests">How many requests it takes.</param>
    public static bool IsWorth(int people, int requests) => people >= requests * PeopleARequest;

    /// <summary>True when the list was read before anything was revoked.</summary>
    public bool CanProve => Volatile.Read(ref _before) is not null;

    /// <summary>Reads the list once, before the first token is revoked.</summary>
    /// <param name="peopleAPage">For how many people it is going to be read afterwards each time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task BeginAsync(int peopleAPage, CancellationToken cancellationToken)
    {
        if (_isBegun)
            return;
        _isBegun = true;
        if (await TokenList.ReadAsync(client, peopleAPage / PeopleARequest, cancellationToken).ConfigureAwait(false) is not { } list)
            return;
        _requests = list.Requests;
        Volatile.Write(ref _before, list.TokenIds.ToDictionary(id => id, id => list.OwnerOf(id)!, StringComparer.Ordinal));
    }

    /// <summary>Those are going to be revoked: the list will lack them, and for a reason.</summary>
    public void Expect(IEnumerable<UserApiToken> tokens)
    {
        lock (_lock)
            _revoked.UnionWith(tokens.Select(t => t.TokenId));
    }

    /// <summary>Reads the list afterwards.</summary>
    /// <param name="people">For how many people.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The list; null where each person's own list has to be read.</returns>
    public async Task<TokenList?> ReadAsync(int people, CancellationToken cancellationToken)
    {
        if (!IsWorth(people, _requests)
            || await TokenList.ReadAsync(client, people / PeopleARequest, cancellationToken).ConfigureAwait(false) is not { } list)
        {
            return null;
        }

        lock (_lock)
        {
            List<string> lost = _before!.Keys.Where(id => !_revoked.Contains(id) && list.OwnerOf(id) is null).ToList();
            // Somebody else may have revoked them, or they expired: they are missed only once.
            foreach (string id in lost)
                _before.Remove(id);
            return lost.Count == 0 ? list : null;
        }
    }

    /// <summary>True when a list that was read afterwards proves that a token of an account is gone.</summary>
    public bool Prove(TokenList list, string accountId, string tokenId)
    {
        lock (_lock)
            return _before!.TryGetValue(tokenId, out string? owner) && owner == accountId && list.OwnerOf(tokenId) is null;
    }
}
