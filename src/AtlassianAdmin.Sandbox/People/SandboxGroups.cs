using AtlassianAdmin.Sandbox.Products;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>Makes the groups of an organization and puts its people into them. Who is where depends on the seed and the person only.</summary>
internal sealed class SandboxGroups
{
    private const int Main = 0;
    private const int Partner = 1;
    private const string User = "atlassian/user";

    // People that the documentation shows leaving: they are in a group of each kind.
    private static readonly string[] Examples = ["mia.active@example.com", "many.tokens@example.com"];

    private readonly int _seed;
    private readonly SandboxResources _resources;
    private readonly List<(SandboxGroup Group, Func<SandboxPerson, SeededRandom, bool> Takes)> _groups = [];

    public SandboxGroups(int seed, SeededRandom random, SandboxResources resources)
    {
        _seed = seed;
        _resources = resources;
        AddAccess(random);
        AddSynchronized(random);
        AddTeams(random);
        AddPartners(random);
    }

    public IReadOnlyList<SandboxGroup> All => _groups.Select(entry => entry.Group).ToArray();

    /// <summary>Puts everybody in. People in the same groups share one list, so that many people stay small.</summary>
    public void Seat(PeopleStore store)
    {
        IReadOnlyList<SandboxPerson> people = store.All;
        var shared = new Dictionary<ulong, IReadOnlyList<SandboxGroup>>();
        foreach (SandboxPerson person in people)
        {
            ulong mask = 0;
            var random = new SeededRandom(_seed ^ 0x67726F75, person.Index);
            for (int i = 0; i < _groups.Count; i++)
            {
                // Drawn for everybody, so that one group more does not change the others.
                bool takes = _groups[i].Takes(person, random);
                if (!takes || !SandboxAccess.IsIn(person, _groups[i].Group.Directory))
                    continue;
                mask |= 1UL << i;
                _groups[i].Group.MemberCount++;
            }

            if (mask == 0)
                continue;
            if (!shared.TryGetValue(mask, out IReadOnlyList<SandboxGroup>? groups))
                shared[mask] = groups = _groups.Where((_, i) => (mask & (1UL << i)) != 0).Select(entry => entry.Group).ToArray();
            person.State = person.State with { Groups = groups };
        }

        // Roles that are a person's own: an organization admin, and a guest of a product.
        Grant(store.ByEmail("alex.kim@example.org"), _resources.Organization, "atlassian/org-admin");
        Grant(store.ByEmail("google.managed@example.com"), _resources.Of(Main, "confluence"), "atlassian/guest");
    }

    private static void Grant(SandboxPerson? person, SandboxResource resource, string role)
    {
        if (person is not null)
            person.State = person.State with { Roles = [new RoleGrant(resource, role)] };
    }

    private static bool IsExample(SandboxPerson person) => Examples.Contains(person.Email);

    private static bool IsAdministrator(SandboxPerson person) => person.Kind == SandboxPersonKind.Administrator;

    private void AddAccess(SeededRandom random)
    {
        Add(random, "org-admins", "Administers the organization.", Main, (p, _) => IsAdministrator(p), isDefault: true)
            .Roles = [new RoleGrant(_resources.Organization, "atlassian/org-admin")];
        Add(random, "jira-admins-sandbox", "Administers Jira on sandbox.", Main, (p, r) => r.Chance(2) || IsAdministrator(p))
            .Roles = [new RoleGrant(_resources.Of(Main, "jira-software"), "atlassian/admin")];
        Add(random, "jira-software-users-sandbox", "Uses Jira on sandbox.", Main, (p, r) => r.Chance(85) || IsExample(p) || IsAdministrator(p), isDefault: true)
            .Roles = [new RoleGrant(_resources.Of(Main, "jira-software"), User)];
        Add(random, "confluence-users-sandbox", "Uses Confluence on sandbox.", Main, (p, r) => r.Chance(75) || IsExample(p) || IsAdministrator(p), isDefault: true)
            .Roles = [new RoleGrant(_resources.Of(Main, "confluence"), User)];
        Add(random, "jira-servicemanagement-users-sandbox", "Agents of Jira Service Management on sandbox.", Main, (_, r) => r.Chance(12), isDefault: true)
            .Roles = [new RoleGrant(_resources.Of(Main, "jira-servicedesk"), User)];
        Add(random, "jira-servicemanagement-customers-sandbox", "Sends requests; takes no seat.", Main, (_, r) => r.Chance(10))
            .Roles = [new RoleGrant(_resources.Of(Main, "jira-servicedesk"), "atlassian/customer")];
    }

    private void AddSynchronized(SeededRandom random)
    {
        Add(random, "okta-everyone", "Everybody of the identity provider.", Main, (p, _) => p.Kind == SandboxPersonKind.ManagedByScim || IsExample(p), "external");
        Add(random, "okta-engineering", "Engineering, by the identity provider.", Main,
                (p, _) => IsExample(p) || (p.Kind == SandboxPersonKind.ManagedByScim && p.State.Department == "Engineering"), "external")
            .Roles = [new RoleGrant(_resources.Of(Main, "jira-servicedesk"), User)];
        Add(random, "okta-営業部", "Sales, by the identity provider.", Main,
            (p, _) => p.Kind == SandboxPersonKind.ManagedByScim && p.State.Department == "Sales", "external");
        Add(random, "google-everyone", "Everybody of Google Workspace.", Main, (p, _) => p.Kind == SandboxPersonKind.ManagedByGoogle, "external");
    }

    private void AddTeams(SeededRandom random)
    {
        foreach (string project in new[] { "Project Aurora", "Projekt Zürich", "Проєкт Дніпро", "プロジェクト富士", "مشروع النيل", "परियोजना गंगा", "Project O'Brien & Sons <2>" })
            Add(random, project, null, Main, (p, r) => r.Chance(12) || (IsExample(p) && project is "Project Aurora" or "プロジェクト富士"));
        foreach (string department in new[] { "Engineering", "Finance", "Sales", "Support", "Operations", "Legal" })
            Add(random, "dept-" + department.ToLowerInvariant(), department, Main, (p, _) => p.State.Department == department);
        Add(random, "Team Phoenix", "A team; its members look after it.", Main, (_, r) => r.Chance(5), "team-members");
        Add(random, "Café-Klub", "Open to everybody.", Main, (_, r) => r.Chance(8), "open");
        Add(random, "nobody-yet", "Empty.", Main, (_, _) => false);
    }

    private void AddPartners(SeededRandom random)
    {
        Add(random, "jira-software-users-partners", "Uses Jira on partners.", Partner, (_, r) => r.Chance(70), isDefault: true)
            .Roles = [new RoleGrant(_resources.Of(Partner, "jira-software"), User)];
        Add(random, "confluence-users-partners", "Uses Confluence on partners; every seat is taken.", Partner,
                (p, r) => r.Chance(20) || p.Email == "contractor@example.net", isDefault: true)
            .Roles = [new RoleGrant(_resources.Of(Partner, "confluence"), User)];
        Add(random, "Project Aurora", "Partners of the project.", Partner, (p, r) => r.Chance(40) || p.Email == "contractor@example.net");
        Add(random, "contractors", null, Partner, (p, _) => !p.IsManaged);
    }

    private SandboxGroup Add(
        SeededRandom random, string name, string? description, int directory, Func<SandboxPerson, SeededRandom, bool> takes,
        string managedBy = "admins", bool isDefault = false)
    {
        var group = new SandboxGroup(_groups.Count, random.Uuid(), name, description, directory) { ManagedBy = managedBy, IsDefault = isDefault };
        _groups.Add((group, takes));
        return group;
    }
}
