using System.Globalization;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Audit;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>Which events are asked for: the query of a list, read once and held against each event.</summary>
internal sealed class EventFilter
{
    private const int MaximumLimit = 500;

    private readonly Dictionary<string, List<string>> _asked;
    private readonly string[]? _actors;
    private readonly string[]? _addresses;
    private readonly string[]? _products;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;
    private List<EventPlace>? _places;

    private EventFilter(Dictionary<string, List<string>> asked, int defaultLimit)
    {
        _asked = asked;
        _actors = Values("actor");
        _addresses = Values("ip");
        _products = Values("product");
        Limit = defaultLimit;
    }

    public int Limit { get; private set; }

    public bool IsDescending => First("sortOrder") == "desc";

    /// <summary>Reads a query; an error reply when it cannot be read.</summary>
    public static EventFilter? Read(SandboxCall call, string query, int defaultLimit, out SandboxReply? refusal)
    {
        var filter = new EventFilter(SandboxCall.ReadQuery(query), defaultLimit);
        refusal = filter.Refusal(call);
        return refusal is null ? filter : null;
    }

    public bool Matches(SandboxEvent entry) =>
        (_from is not { } from || entry.Time >= from)
        && (_to is not { } to || entry.Time <= to)
        && (First("action") is not { } action || entry.Action.Id == action)
        && (_actors is null || _actors.Contains(entry.Actor.AccountId))
        && (_addresses is null || _addresses.Contains(entry.Place.Address))
        && (_products is null || _products.Contains(entry.Action.Product))
        && (_places is null || _places.Any(place => place.City == entry.Place.City && place.Country == entry.Place.Country))
        && (First("q") is not { } term || Words(entry).Any(word => word?.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0));

    private static IEnumerable<string?> Words(SandboxEvent entry) =>
        entry.Targets.SelectMany(target => new[] { target.Id, target.Name, target.Email })
            .Concat([entry.Action.Id, entry.Action.DisplayName, entry.Actor.AccountId, entry.Actor.Name, entry.Actor.Email]);

    private SandboxReply? Refusal(SandboxCall call)
    {
        if (!TryReadTime("from", out _from) || !TryReadTime("to", out _to))
            return SandboxErrors.Application(call, 400, "ADMIN-400-3", "Bad Request", "from and to are UNIX epoch times in milliseconds.");

        // One term is all that the vendor documents for it.
        if (First("q") is { } term && Regex.IsMatch(term.Trim(), @"\s"))
            return SandboxErrors.Application(call, 400, "ADMIN-400-21", "Bad Request", "Too many query terms.");
        if (First("location") is { } location && (_places = SandboxJson.Read(location, EventPlaceJson.Default.ListEventPlace)) is null)
            return Syntax(call, "location is a list of objects with city and countryName.");
        if (_products?.All(AuditFilter.KnownProducts.All.Contains) == false)
            return Syntax(call, "product has an unknown value.");
        if (First("sortOrder") is not (null or "asc" or "desc"))
            return Syntax(call, "sortOrder is asc or desc.");
        if (First("limit") is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit is < 1 or > MaximumLimit)
            return Syntax(call, "limit must be from 1 to 500.");
        Limit = limit;
        return null;
    }

    private static SandboxReply Syntax(SandboxCall call, string detail) => SandboxErrors.Application(call, 400, "ADMIN-400-19", "Bad Request", detail);

    private bool TryReadTime(string name, out DateTimeOffset? time)
    {
        time = null;
        if (First(name) is not { } text)
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return false;
        time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }

    private string? First(string name) => _asked.TryGetValue(name, out List<string>? values) ? values[0] : null;

    private string[]? Values(string name) =>
        _asked.TryGetValue(name, out List<string>? values) ? values.SelectMany(value => value.Split(',')).ToArray() : null;
}
