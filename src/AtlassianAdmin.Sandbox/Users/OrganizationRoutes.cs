using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>Version 1 of the organization API: organizations, managed accounts, domains.</summary>
internal sealed class OrganizationRoutes
{
    // The vendor names no page size; 50 and 100 were reported.
    private const int ServicePageSize = 50;

    private readonly string _organizationId;
    private readonly string _name;
    private readonly OrganizationAuthorization _authorization;
    private readonly PeopleStore _people;
    private readonly SandboxDomains _domains;
    private readonly bool _listsOrganization;
    private readonly int _pageSize;

    public OrganizationRoutes(
        string organizationId, string name, OrganizationAuthorization authorization, PeopleStore people, SandboxDomains domains, bool listsOrganization, int? pageSize)
    {
        _organizationId = organizationId;
        _name = name;
        _authorization = authorization;
        _people = people;
        _domains = domains;
        _listsOrganization = listsOrganization;
        _pageSize = Math.Min(pageSize ?? ServicePageSize, ServicePageSize);
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/admin/v1/orgs", ReadOrganizations),
        new("GET", "/admin/v1/orgs/{}", ReadOrganization),
        new("GET", "/admin/v1/orgs/{}/users", ReadManagedAccounts),
        new("GET", "/admin/v1/orgs/{}/domains", ReadDomains),
        new("GET", "/admin/v1/orgs/{}/domains/{}", ReadDomain),
    ];

    private SandboxReply ReadOrganizations(SandboxCall call, string[] values)
    {
        if (call.Key == KeyKind.Rejected)
            return SandboxErrors.Unauthorized();
        bool isListed = _listsOrganization && call.Key != KeyKind.OtherOrganization;
        // A good key often gets nothing at all, in this very form.
        return isListed || call.Query("cursor") is not null
            ? AddressedPage.Read(call, "orgs", isListed ? [_organizationId] : Array.Empty<string>(), _pageSize, _ => Show(call))
            : SandboxReply.Json(200, SandboxJson.WriteObject(json =>
            {
                json.WriteStartArray("data");
                json.WriteEndArray();
                json.WriteStartObject("links");
                json.WriteString("self", call.AddressOf(call.Request.PathAndQuery));
                json.WriteEndObject();
                json.WriteNull("meta");
            }));
    }

    private SandboxReply ReadOrganization(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        SandboxReply.Json(200, SandboxJson.Write(new Single<Organization> { Data = Show(call) })));

    private SandboxReply ReadManagedAccounts(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        call.Key == KeyKind.Scoped
            ? SandboxErrors.NoPermission(call)
            : AddressedPage.Read(
                call,
                "accounts",
                _people.Managed,
                _pageSize,
                person => PersonViews.ManagedAccount(person, call.AddressOf(call.Path + "/" + Uri.EscapeDataString(person.AccountId))),
                new PageMeta { Total = _people.Managed.Count }));

    private SandboxReply ReadDomains(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        AddressedPage.Read(call, "domains", Domains(call), _pageSize, domain => domain));

    private SandboxReply ReadDomain(SandboxCall call, string[] values) => _authorization.Pass(call, values[0], () =>
        Domains(call).FirstOrDefault(domain => domain.DomainId == values[1]) is { } found
            ? SandboxReply.Json(200, SandboxJson.Write(new Single<Domain> { Data = found }))
            : SandboxErrors.Application(call, 404, "ADMIN-404-3", "Not Found", "The domain was not found."));

    private IReadOnlyList<Domain> Domains(SandboxCall call) =>
        _domains.All(id => call.AddressOf($"/admin/v1/orgs/{_organizationId}/domains/{id}"));

    private Organization Show(SandboxCall call)
    {
        string self = "/admin/v1/orgs/" + _organizationId;
        return new Organization
        {
            OrganizationId = _organizationId,
            Type = "orgs",
            Attributes = new NamedAttributes { Name = _name },
            Relationships = new OrganizationRelationships
            {
                Domains = new RelatedLink { Links = new RelatedAddress { Related = call.AddressOf(self + "/domains") } },
                Users = new RelatedLink { Links = new RelatedAddress { Related = call.AddressOf(self + "/users") } },
            },
            Links = new PageLinks { Self = call.AddressOf(self) },
        };
    }
}
