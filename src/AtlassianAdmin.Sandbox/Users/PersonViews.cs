using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.Users;

/// <summary>How one person looks in each API, in the client's own models.</summary>
internal static class PersonViews
{
    public static UserProfile Profile(SandboxPerson person)
    {
        PersonState state = person.State;
        return new UserProfile
        {
            AccountId = person.AccountId,
            AccountType = "atlassian",
            AccountStatus = person.AccountStatus,
            Email = state.Email,
            Name = state.Name,
            Nickname = state.Nickname,
            Picture = Picture(person),
            TimeZone = state.TimeZone,
            Locale = state.Locale,
            Characteristics = new AccountCharacteristics { NotMentionable = false },
            ExtendedProfile = new ExtendedProfile
            {
                JobTitle = state.JobTitle,
                Organization = state.Organization,
                Department = state.Department,
                Location = state.Location,
            },
        };
    }

    public static ManagedAccount ManagedAccount(SandboxPerson person, string self)
    {
        PersonState state = person.State;
        SandboxResource[] products = SandboxAccess.ProductsOf(person).ToArray();
        return new ManagedAccount
        {
            AccountId = person.AccountId,
            AccountType = "atlassian",
            AccountStatus = person.AccountStatus,
            Email = state.Email,
            Name = state.Name,
            Picture = Picture(person),
            AccessBillable = products.Length > 0,
            LastActive = person.LastActive,
            ProductAccess = products.Select(product => Product(person, product)).ToArray(),
            Links = new PageLinks { Self = self },
        };
    }

    /// <summary>A person of the directories, or as one of them knows the person, with the parts that were asked for.</summary>
    public static User User(SandboxPerson person, IReadOnlyList<string> expand, int? directory = null)
    {
        PersonState state = person.State;
        return new User
        {
            AccountId = person.AccountId,
            AccountType = "atlassian",
            AccountStatus = person.AccountStatus,
            Status = Status(person, directory),
            MembershipStatus = MembershipStatus(person, directory),
            ClaimStatus = ClaimStatus(person),
            Email = state.Email,
            EmailVerified = person.Kind != SandboxPersonKind.Unverified,
            Name = state.Name,
            Nickname = state.Nickname,
            MfaEnabled = person.MfaEnabled,
            ManagementSource = state.IsScimManaged ? "synced" : person.ManagementSource,
            JobTitle = state.JobTitle,
            Department = state.Department,
            Organization = state.Organization,
            Location = state.Location,
            TimeZone = state.TimeZone,
            Picture = Picture(person),
            Avatar = Picture(person),
            AddedToOrg = person.Memberships.Count > 0 ? person.AddedToOrg : null,
            DeactivatedOn = state.DeactivatedOn,
            PlatformRoles = expand.Contains("platformRoles") ? SandboxAccess.PlatformRoles(person) : null,
            Groups = expand.Contains("groups") ? state.Groups.Select(Group).ToArray() : null,
            ProductAccess = expand.Contains("productAccess") ? SandboxAccess.ProductsOf(person).Select(product => UserProduct(person, product)).ToArray() : null,
            Counts = expand.Contains("counts.resources")
                ? new UserCounts { Resources = SandboxAccess.RolesOf(person).Select(role => role.Resource).Distinct().Count() }
                : null,
            ForDeletion = person.IsPendingDeletion,
        };
    }

    public static string ClaimStatus(SandboxPerson person) => person.IsManaged ? "managed" : "unmanaged";

    /// <summary>Over all directories, or in one: that a path with one directory tells of that one only is a guess.</summary>
    public static string MembershipStatus(SandboxPerson person, int? directory = null)
    {
        string status = "no_membership";
        foreach (Membership membership in person.Memberships)
        {
            if (directory is not null && membership.Directory != directory)
                continue;
            if (!membership.IsSuspended)
                return "active";
            status = "suspended";
        }

        return status;
    }

    /// <summary>The vendor's composite of account and membership. For a closed account it names none: <c>deactivated</c> is a guess.</summary>
    public static string Status(SandboxPerson person, int? directory = null) => person.Lifecycle switch
    {
        Lifecycle.PendingDeletion => "for_deletion",
        Lifecycle.Disabled or Lifecycle.Closed => "deactivated",
        _ => MembershipStatus(person, directory) switch
        {
            "no_membership" => "not_invited",
            string membership => membership,
        },
    };

    private static string Picture(SandboxPerson person) => "https://avatars.example.com/" + Uri.EscapeDataString(person.AccountId);

    /// <summary>The key of a product where the first version of the API names it.</summary>
    public static string FirstVersionKey(SandboxResource product) => product.Owner == "jira-servicedesk" ? "jira-service-desk" : product.Owner;

    private static ProductAccess Product(SandboxPerson person, SandboxResource product) => new()
    {
        Key = FirstVersionKey(product),
        Name = product.Product,
        Url = product.Owner == "confluence" ? product.HostUrl + "/wiki" : product.HostUrl,
        LastActive = SandboxAccess.LastActive(person, product),
    };

    private static UserProduct UserProduct(SandboxPerson person, SandboxResource product) => new()
    {
        ResourceId = product.ResourceId,
        Key = product.Owner,
        LastActive = SandboxAccess.LastActive(person, product),
    };

    // An ARI here, where the groups themselves have bare ids (live).
    private static UserGroup Group(SandboxGroup group) => new() { Id = "ari:cloud:identity::group/" + group.GroupId, Name = group.Name };
}
