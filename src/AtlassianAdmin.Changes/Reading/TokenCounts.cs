using AtlassianAdmin.Client.ApiAccess;

namespace AtlassianAdmin.Changes.Reading;

/// <summary>How many API tokens people have, from the list of the whole organization, where that costs less than asking for each person's.</summary>
internal sealed class TokenCounts(AdminClient client)
{
    // So many people's own lists cost as much as one page is allowed to.
    private const int PeopleAPage = 4;

    private Dictionary<string, int>? _counts;
    private bool _isTooLong;

    /// <summary>Reads the list, once, unless it is long for so few people.</summary>
    /// <param name="people">How many people's tokens are to be known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ReadAsync(int people, CancellationToken cancellationToken)
    {
        int pages = people / PeopleAPage;
        if (_counts is not null || _isTooLong || pages == 0)
            return;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            long left = (long)pages * ApiAccessClient.PageSize;
            await foreach (ApiToken token in client.ApiAccess.GetTokensAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (left-- == 0)
                {
                    _isTooLong = true;
                    return;
                }

                counts[token.AccountId] = counts.TryGetValue(token.AccountId, out int count) ? count + 1 : 1;
            }

            _counts = counts;
        }
        catch (AdminException e) when (!e.RefusesTheKey)
        {
            // What the list does not tell, each person's own list does.
            _isTooLong = true;
        }
    }

    /// <summary>How many tokens a managed account has; null when the list was not read.</summary>
    public int? Of(string accountId) => _counts is null ? null : _counts.TryGetValue(accountId, out int count) ? count : 0;
}
