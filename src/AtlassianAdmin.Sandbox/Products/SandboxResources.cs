using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Products;

/// <summary>Two sites with their products, and what roles of the platform are held on.</summary>
internal sealed class SandboxResources
{
    private static readonly (string Name, string Host)[] Sites = [("sandbox", "https://sandbox.example.com"), ("partners", "https://partners.example.com")];

    // Which roles a product has is a guess after the vendor's words about each role.
    private static readonly (string Key, string Name, string[] Roles)[] Products =
    [
        ("jira-software", "Jira", ["atlassian/user", "atlassian/admin", "atlassian/user-access-admin", "atlassian/basic"]),
        ("confluence", "Confluence", ["atlassian/user", "atlassian/admin", "atlassian/user-access-admin", "atlassian/guest"]),
        ("jira-servicedesk", "Jira Service Management",
            ["atlassian/user", "atlassian/admin", "atlassian/user-access-admin", "atlassian/customer", "atlassian/contributor", "atlassian/stakeholder"]),
    ];

    private readonly Dictionary<string, SandboxResource> _byId;

    public SandboxResources(SeededRandom random, string organizationId, DateTimeOffset today)
    {
        var all = new List<SandboxResource>();
        for (int site = 0; site < Sites.Length; site++)
        {
            string cloudId = random.Uuid();
            foreach ((string key, string name, string[] roles) in Products)
            {
                all.Add(new SandboxResource(all.Count, $"ari:cloud:{key}::site/{cloudId}", key, roles)
                {
                    Directory = site,
                    Product = name,
                    HostUrl = Sites[site].Host,
                    CreatedAt = today.AddDays(-1800 + 400 * site).AddHours(9),
                });
            }

            all.Add(new SandboxResource(all.Count, $"ari:cloud:platform::site/{cloudId}", SandboxResource.Platform, "atlassian/site-admin", "atlassian/user-access-admin")
            {
                Directory = site,
                HostUrl = Sites[site].Host,
            });
        }

        Organization = new SandboxResource(all.Count, $"ari:cloud:platform::org/{organizationId}", SandboxResource.Platform, "atlassian/org-admin");
        all.Add(Organization);
        All = all;
        Workspaces = all.Where(resource => resource.IsProduct).ToArray();
        _byId = all.ToDictionary(resource => resource.ResourceId, StringComparer.Ordinal);
    }

    public IReadOnlyList<SandboxResource> All { get; }

    /// <summary>Those that are product instances.</summary>
    public IReadOnlyList<SandboxResource> Workspaces { get; }

    /// <summary>What the role of an organization admin is held on.</summary>
    public SandboxResource Organization { get; }

    public SandboxResource? ById(string resourceId) => _byId.TryGetValue(resourceId, out SandboxResource? resource) ? resource : null;

    /// <summary>The product on a site, both by what is written in the tables here.</summary>
    public SandboxResource Of(int site, string key) => All.First(resource => resource.Directory == site && resource.Owner == key);
}
