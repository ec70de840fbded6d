using AtlassianAdmin.Client.Users;

namespace AtlassianAdmin.Reviews.Reports;

/// <summary>A product instance as a column of a table of people.</summary>
internal sealed class ProductColumn
{
    private readonly string? _resourceId;
    private readonly string? _key;
    private readonly string? _site;

    private ProductColumn(UserProduct product)
    {
        _resourceId = product.ResourceId;
        _key = product.Key;
        _site = product.Site;
    }

    /// <summary>The product and its site, such as <c>jira-software on acme.atlassian.net</c>.</summary>
    public string Label => (_site ?? _resourceId) is { } place ? $"{_key} on {place}" : _key ?? "";

    /// <summary>The same as the admin console writes it, such as <c>Jira - acme</c>.</summary>
    public string ConsoleLabel => (_site?.Split('.')[0] ?? _resourceId) is { } place ? $"{ConsoleWords.Product(_key)} - {place}" : ConsoleWords.Product(_key);

    /// <summary>The product instances that these people can use, site by site.</summary>
    public static IReadOnlyList<ProductColumn> Of(IEnumerable<User> people) =>
        people.SelectMany(p => p.ProductAccess ?? [])
            .GroupBy(p => (p.ResourceId, p.Key))
            .Select(g => new ProductColumn(g.First()))
            .OrderBy(c => c._site, StringComparer.OrdinalIgnoreCase)
            .ThenBy(c => c.Label, StringComparer.OrdinalIgnoreCase)
            .ToList();

    /// <summary>The access of a person to it; null when the person has none.</summary>
    public UserProduct? Find(User person) => person.ProductAccess?.FirstOrDefault(p => p.ResourceId == _resourceId && p.Key == _key);
}
