using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Organizations;

/// <summary>The domains that the organization claims, verified or not.</summary>
internal sealed class SandboxDomains
{
    private static readonly (string Name, string ClaimType, string Status)[] Domains =
    [
        ("example.com", "dns", "verified"),
        ("example.org", "http", "verified"),
        ("example.net", "dns", "unverified"),
    ];

    private readonly string[] _ids;

    public SandboxDomains(SeededRandom random) => _ids = Domains.Select(_ => random.Uuid()).ToArray();

    public static IReadOnlyList<string> Verified { get; } =
        Domains.Where(domain => domain.Status == "verified").Select(domain => domain.Name).ToArray();

    public static bool IsVerified(string domain) => Verified.Contains(domain, StringComparer.OrdinalIgnoreCase);

    /// <summary>The domains as the service shows them.</summary>
    /// <param name="address">The address of a domain, by its id.</param>
    public IReadOnlyList<Domain> All(Func<string, string> address) => Domains.Select((domain, i) => new Domain
    {
        DomainId = _ids[i],
        Type = "domains",
        Attributes = new DomainAttributes
        {
            Name = domain.Name,
            Claim = new DomainClaim { Type = domain.ClaimType, Status = domain.Status },
        },
        Links = new Client.Json.PageLinks { Self = address(_ids[i]) },
    }).ToArray();
}
