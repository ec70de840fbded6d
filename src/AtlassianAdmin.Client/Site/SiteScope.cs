using System.Globalization;
using System.Net.Http;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Site;

/// <summary>Requests inside one site, its pages, and whether it has accepted the token.</summary>
internal sealed class SiteScope
{
    // The documented default, which no site can cut down: people would be passed over unseen.
    public const int PageSize = 50;

    private readonly Transport _transport;
    private volatile bool _isAccepted;

    public SiteScope(Transport transport) => _transport = transport;

    public static ApiRequest Request(HttpMethod method, string template, RequestEffect effect, string action) =>
        new ApiRequest(method, ApiFamily.Site, template, effect).As(action);

    /// <summary>The owner of the token: the one question that a wrong token is refused for, rather than answered with nothing.</summary>
    public async Task<SiteUser> GetMyselfAsync(CancellationToken cancellationToken)
    {
        SiteUser myself = await _transport.ReadAsync<SiteUser>(
            Request(HttpMethod.Get, "/rest/api/3/myself", RequestEffect.Reads, "reading the owner of the token"),
            cancellationToken,
            static user => user.AccountId.Length > 0).ConfigureAwait(false);
        _isAccepted = true;
        return myself;
    }

    // A site answers some questions to anybody: to a wrong token with an empty list, as if there were nobody.
    public async Task RequireAcceptedAsync(CancellationToken cancellationToken)
    {
        if (!_isAccepted)
            await GetMyselfAsync(cancellationToken).ConfigureAwait(false);
    }

    public static int StartOf(string? cursor) => cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);

    public static Page<T> PageOf<T>(IReadOnlyList<T> items, int? next) => new()
    {
        Data = items,
        Links = new PageLinks { Next = next?.ToString(CultureInfo.InvariantCulture) },
    };
}
