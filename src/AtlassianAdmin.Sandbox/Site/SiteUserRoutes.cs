using System.Text.Json;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Site;

/// <summary>The people of a site: those of its directory, as each of them lets themselves be seen. Source: reference 6.</summary>
internal sealed class SiteUserRoutes
{
    private const int DefaultPage = 50;
    private const int LargestPage = 1000;
    private const int SearchWindow = 1000;

    private static readonly JsonElement Avatar = JsonDocument.Parse("\"https://avatars.example.com/48\"").RootElement;

    private readonly SiteAuthorization _authorization;
    private readonly PeopleStore _people;

    public SiteUserRoutes(SiteAuthorization authorization, PeopleStore people)
    {
        _authorization = authorization;
        _people = people;
    }

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/_edge/tenant_info", (call, _) => _authorization.TenantInfo(call)),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/myself", ReadMyself),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/user", Read),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/users/search", List),
        .. SiteAuthorization.Routes("GET", "/rest/api/3/user/search", Search),
    ];

    /// <summary>Whom an id means on a site; null when it means nobody there.</summary>
    public static SandboxPerson? Find(PeopleStore people, SandboxSite site, string? accountId) =>
        accountId is not null && people.ById(accountId) is { } person && site.Has(person) ? person : null;

    private SandboxReply ReadMyself(SandboxCall call, string[] values) =>
        _authorization.Pass(call, values, (site, asker) => SandboxReply.Json(200, SandboxJson.Write(View(call, site, asker, asker))));

    private SandboxReply Read(SandboxCall call, string[] values) => _authorization.Pass(call, values, (site, asker) =>
        Find(_people, site, call.Query("accountId")) is { } person
            ? SandboxReply.Json(200, SandboxJson.Write(View(call, site, person, asker)))
            : SiteErrors.UserNotFound());

    private SandboxReply List(SandboxCall call, string[] values) =>
        _authorization.Pass(call, values, (site, asker) => Page(call, site, asker, _people.All.Where(site.Has)));

    private SandboxReply Search(SandboxCall call, string[] values) =>
        _authorization.PassAnybody(call, values, SandboxReply.Json(200, SandboxJson.Write(new List<SiteUser>())), (site, asker) =>
        {
            string? accountId = call.Query("accountId");
            string? query = call.Query("query");
            if (accountId is null && string.IsNullOrWhiteSpace(query))
                return SiteErrors.Error(400, "The search needs a query or an accountId.");
            IEnumerable<SandboxPerson> found = _people.All
                .Where(person => site.Has(person) && IsActive(site, person) && (accountId is null ? Matches(person, query!) : person.AccountId == accountId));
            return Page(call, site, asker, found.Take(SearchWindow));
        });

    private static SandboxReply Page(SandboxCall call, SandboxSite site, SandboxPerson asker, IEnumerable<SandboxPerson> people) =>
        SandboxReply.Json(200, SandboxJson.Write(people
            .Skip(SiteAuthorization.Number(call, "startAt", 0, int.MaxValue))
            .Take(SiteAuthorization.Number(call, "maxResults", DefaultPage, LargestPage))
            .Select(person => View(call, site, person, asker))
            .ToList()));

    // An address is found although its owner hides it: the answer alone does not show whose it is.
    private static bool Matches(SandboxPerson person, string query) =>
        person.Email.StartsWith(query, StringComparison.OrdinalIgnoreCase)
        || person.Name.StartsWith(query, StringComparison.OrdinalIgnoreCase)
        || person.Name.Split(' ').Any(word => word.StartsWith(query, StringComparison.OrdinalIgnoreCase));

    public static SiteUser View(SandboxCall call, SandboxSite site, SandboxPerson person, SandboxPerson asker) => new()
    {
        AccountId = person.AccountId,
        AccountType = "atlassian",
        Email = person == asker || !HidesEmail(person) ? person.Email : null,
        Name = person.Name,
        Active = IsActive(site, person),
        TimeZone = person.State.TimeZone,
        Locale = person == asker ? person.State.Locale : null,
        Avatars = new() { ["48x48"] = Avatar },
        Self = call.AddressOf("/rest/api/3/user?accountId=" + Uri.EscapeDataString(person.AccountId)),
    };

    public static bool IsActive(SandboxSite site, SandboxPerson person) =>
        person.Lifecycle == Lifecycle.Active && person.Memberships.Any(membership => membership.Directory == site.Directory && !membership.IsSuspended);

    // An organization decides for the accounts that it manages, but not every one shows them.
    private static bool HidesEmail(SandboxPerson person) => person.Kind is SandboxPersonKind.Unmanaged or SandboxPersonKind.ManyTokens;
}
