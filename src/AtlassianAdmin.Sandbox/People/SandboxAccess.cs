using AtlassianAdmin.Sandbox.Products;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>Who may use what: the roles of a person, out of groups and of their own, and the seats that they take.</summary>
internal sealed class SandboxAccess
{
    private const int DaysOfHistory = 300;

    // The vendor calls the others free. Source: the descriptions of the roles.
    private static readonly string[] SeatRoles = ["atlassian/user", "atlassian/admin"];

    private readonly PeopleStore _people;

    public SandboxAccess(PeopleStore people, SandboxResources resources)
    {
        _people = people;
        Resources = resources;
    }

    public SandboxResources Resources { get; }

    /// <summary>The roles that a person holds, in force or not, in the order of the resources.</summary>
    public static IEnumerable<HeldRole> RolesOf(SandboxPerson person)
    {
        PersonState state = person.State;
        return state.Groups
            .SelectMany(group => group.Roles.Select(grant => new HeldRole(grant.Resource, grant.Role, group)))
            .Concat(state.Roles.Select(grant => new HeldRole(grant.Resource, grant.Role, null)))
            .OrderBy(role => role.Resource.Index);
    }

    public static bool IsOrganizationAdmin(SandboxPerson person) => RolesOf(person).Any(role => role.Role == "atlassian/org-admin");

    /// <summary>The organization-wide roles that the service lists with a person.</summary>
    public static string[] PlatformRoles(SandboxPerson person) =>
        RolesOf(person).Where(role => !role.Resource.IsProduct).Select(role => role.Role).Distinct().ToArray();

    /// <summary>The products that a person can use now: nobody can whose account is not active, or who is suspended there.</summary>
    public static IEnumerable<SandboxResource> ProductsOf(SandboxPerson person) => person.Lifecycle != Lifecycle.Active
        ? []
        : RolesOf(person)
            .Where(role => role.Resource.IsProduct && role.Role != "atlassian/user-access-admin" && IsActiveIn(person, role.Resource.Directory))
            .Select(role => role.Resource)
            .Distinct();

    public static bool IsIn(SandboxPerson person, int directory)
    {
        foreach (Membership membership in person.Memberships)
        {
            if (membership.Directory == directory)
                return true;
        }

        return false;
    }

    /// <summary>
    /// When a person last used a product; null for never. Never later than the person's last activity as a whole, and the same after a role
    /// was taken and given back.
    /// </summary>
    public static DateTimeOffset? LastActive(SandboxPerson person, SandboxResource product)
    {
        if (person.LastActive is not { } last)
            return null;
        var random = new SeededRandom(person.Index, product.Index);
        return random.Below(100) switch
        {
            < 60 => last,
            < 85 => last.AddDays(-1 - random.Below(DaysOfHistory)),
            _ => null,
        };
    }

    /// <summary>Gives the products their seats: plenty, but for Confluence on the second site, where every one is taken.</summary>
    public void SetCapacities()
    {
        foreach (SandboxResource product in Resources.Workspaces)
            product.Capacity = product == Resources.Of(1, "confluence") ? Usage(product) : 2 * _people.All.Count + 100;
    }

    /// <summary>How many seats of a product are taken.</summary>
    public int Usage(SandboxResource product) => _people.All.Count(person => TakesSeat(person, product));

    /// <summary>Whether one more person finds a seat. Counting everybody is left out where everybody would find one.</summary>
    public bool HasSeat(SandboxResource product, SandboxPerson? person, string role) =>
        !product.IsProduct
        || !SeatRoles.Contains(role)
        || (person is not null && TakesSeat(person, product))
        || product.Capacity > _people.All.Count
        || Usage(product) < product.Capacity;

    private static bool TakesSeat(SandboxPerson person, SandboxResource product)
    {
        if (person.Lifecycle != Lifecycle.Active || !IsActiveIn(person, product.Directory))
            return false;
        PersonState state = person.State;
        foreach (SandboxGroup group in state.Groups)
        {
            foreach (RoleGrant grant in group.Roles)
            {
                if (grant.Resource == product && SeatRoles.Contains(grant.Role))
                    return true;
            }
        }

        return state.Roles.Any(grant => grant.Resource == product && SeatRoles.Contains(grant.Role));
    }

    private static bool IsActiveIn(SandboxPerson person, int? directory)
    {
        foreach (Membership membership in person.Memberships)
        {
            if (membership.Directory == directory && !membership.IsSuspended)
                return true;
        }

        return false;
    }
}
