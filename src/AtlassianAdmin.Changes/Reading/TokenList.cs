using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Reading;

/// <summary>The API tokens of everybody, as the list of the whole organization shows them.</summary>
internal sealed class TokenList
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private TokenList()
    {
    }

    /// <summary>How many requests it takes to read it.</summary>
    public int Requests { get; private set; }

    /// <summary>The ids of all tokens.</summary>
    public IReadOnlyCollection<string> TokenIds => _owners.Keys;

    /// <summary>Reads it, unless it is longer than it is worth.</summary>
    /// <param name="client">The organization.</param>
    /// <param name="mostRequests">How many requests it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The whole list; null when it is too long, cannot be read, or has a record that cannot be read.</returns>
    public static async Task<TokenList?> ReadAsync(AdminClient client, int mostRequests, CancellationToken cancellationToken)
    {
        if (mostRequests < 1)
            return null;
        var list = new TokenList();
        int requests = 0;
        // What flows from here ends with this method. A record that was left out could be anybody's token.
        RequestScope.Current = RequestScope.Strict(_ => Interlocked.Increment(ref requests));
        try
        {
            await foreach (ApiToken token in client.ApiAccess.GetTokensAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (Volatile.Read(ref requests) > mostRequests || token.AccountId.Length == 0)
                    return null;
                list._owners[token.TokenId] = token.AccountId;
                list._counts[token.AccountId] = list.CountOf(token.AccountId) + 1;
            }
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            // What the list does not tell, each person's own list does.
            return null;
        }

        list.Requests = Volatile.Read(ref requests);
        return list;
    }

    /// <summary>How many tokens an account has.</summary>
    public int CountOf(string accountId) => _counts.TryGetValue(accountId, out int count) ? count : 0;

    /// <summary>The account that has a token; null where the list does not show the token.</summary>
    public string? OwnerOf(string tokenId) => _owners.TryGetValue(tokenId, out string? owner) ? owner : null;
}
