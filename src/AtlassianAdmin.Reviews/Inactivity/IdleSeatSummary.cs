namespace AtlassianAdmin.Reviews.Inactivity;

/// <summary>How many idle seats one product instance has. A person counts once in each instance.</summary>
public sealed class IdleSeatCount
{
    internal IdleSeatCount(string product, string? site, string? resourceId)
    {
        Product = product;
        Site = site;
        ResourceId = resourceId;
    }

    /// <summary>The product key, such as <c>jira-software</c>; <c>atlassian-guard-standard</c> for accounts that Guard bills.</summary>
    public string Product { get; }

    /// <summary>The site of the product, such as <c>acme.atlassian.net</c>; null for Guard, and where it is not known.</summary>
    public string? Site { get; }

    /// <summary>The product instance (an ARI); null for Guard, and where the service did not name it.</summary>
    public string? ResourceId { get; }

    /// <summary>How many seats would be freed.</summary>
    public int Seats => High + Medium + Low;

    /// <summary>How many of them are sure.</summary>
    public int High { get; private set; }

    /// <summary>How many of them are likely.</summary>
    public int Medium { get; private set; }

    /// <summary>How many of them are to be looked at first.</summary>
    public int Low { get; private set; }

    internal void Count(Confidence confidence)
    {
        switch (confidence)
        {
            case Confidence.High:
                High++;
                break;
            case Confidence.Medium:
                Medium++;
                break;
            default:
                Low++;
                break;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Product}{(Site is null ? "" : $" on {Site}")}: {Seats}";
}

/// <summary>Adds up the idle seats of inactive people by product instance; the same person added again counts once.</summary>
public sealed class IdleSeatSummary
{
    /// <summary>How accounts that Atlassian Guard Standard bills are named among the products.</summary>
    public const string Guard = "atlassian-guard-standard";

    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdleSeatCount> _counts = new(StringComparer.Ordinal);

    /// <summary>How many people were added.</summary>
    public int People => _people.Count;

    /// <summary>The counts, the largest first.</summary>
    public IReadOnlyList<IdleSeatCount> Counts =>
        _counts.Values.OrderByDescending(c => c.Seats).ThenBy(c => c.Product, StringComparer.Ordinal).ThenBy(c => c.ResourceId, StringComparer.Ordinal).ToList();

    /// <summary>Adds a person.</summary>
    /// <param name="user">The person.</param>
    public void Add(InactiveUser user)
    {
        if (!_people.Add((user ?? throw new ArgumentNullException(nameof(user))).AccountId))
            return;
        foreach (IdleSeat seat in user.SeatDetails)
            CountOf(seat.Product, seat.Site, seat.ResourceId).Count(user.Confidence);
        if (user.GuardBillable == true)
            CountOf(Guard, site: null, resourceId: null).Count(user.Confidence);
    }

    private IdleSeatCount CountOf(string product, string? site, string? resourceId)
    {
        string key = resourceId ?? product;
        if (!_counts.TryGetValue(key, out IdleSeatCount? count))
            _counts[key] = count = new IdleSeatCount(product, site, resourceId);
        return count;
    }
}
