using System;
using System.Collections.Generic;
using System.Linq;
using AtlassianAdmin.Accounts;
using AtlassianAdmin.Json;
using AtlassianAdmin.Organizations;

namespace AtlassianAdmin.Sandbox;

/// <summary>How one person looks in each API, in the client's own models.</summary>
internal static class PersonViews
{
    private const string SiteAddress = "https://sandbox.example.com";

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
        bool hasAccess = person.Lifecycle == Lifecycle.Active && MembershipStatus(person) == "active";
        return new ManagedAccount
        {
            AccountId = person.AccountId,
            AccountType = "atlassian",
            AccountStatus = person.AccountStatus,
            Email = state.Email,
            Name = state.Name,
            Picture = Picture(person),
            AccessBillable = hasAccess,
            LastActive = person.LastActive,
            ProductAccess = hasAccess ? Products(person) : [],
            Links = new PageLinks { Self = self },
        };
    }

    /// <summary>A person of the directories. Roles come in a list only when asked for.</summary>
    public static User User(SandboxPerson person, bool withRoles)
    {
        PersonState state = person.State;
        return new User
        {
            AccountId = person.AccountId,
            AccountType = "atlassian",
            AccountStatus = person.AccountStatus,
            Status = Status(person),
            MembershipStatus = MembershipStatus(person),
            ClaimStatus = ClaimStatus(person),
            Email = state.Email,
            EmailVerified = person.Kind != SandboxPersonKind.Unverified,
            Name = state.Name,
            Nickname = state.Nickname,
            MfaEnabled = person.MfaEnabled,
            ManagementSource = person.ManagementSource,
            JobTitle = state.JobTitle,
            Department = state.Department,
            Organization = state.Organization,
            Location = state.Location,
            TimeZone = state.TimeZone,
            Picture = Picture(person),
            Avatar = Picture(person),
            AddedToOrg = person.Memberships.Count > 0 ? person.AddedToOrg : null,
            DeactivatedOn = state.DeactivatedOn,
            PlatformRoles = withRoles ? PlatformRoles(person) : [],
            ForDeletion = person.IsPendingDeletion,
        };
    }

    public static string ClaimStatus(SandboxPerson person) => person.IsManaged ? "managed" : "unmanaged";

    public static string MembershipStatus(SandboxPerson person) =>
        person.Memberships.Count == 0 ? "no_membership"
        : person.Memberships.All(membership => membership.IsSuspended) ? "suspended"
        : "active";

    /// <summary>The vendor's composite of account and membership. For a closed account it names none: <c>deactivated</c> is a guess.</summary>
    public static string Status(SandboxPerson person) => person.Lifecycle switch
    {
        Lifecycle.PendingDeletion => "for_deletion",
        Lifecycle.Disabled or Lifecycle.Closed => "deactivated",
        _ => MembershipStatus(person) switch
        {
            "no_membership" => "not_invited",
            string membership => membership,
        },
    };

    public static IReadOnlyList<string> PlatformRoles(SandboxPerson person) =>
        person.Kind == SandboxPersonKind.Administrator ? ["atlassian/org-admin"] : [];

    private static string Picture(SandboxPerson person) => "https://avatars.example.com/" + Uri.EscapeDataString(person.AccountId);

    private static ProductAccess[] Products(SandboxPerson person) =>
    [
        new() { Key = "jira-software", Name = "Jira", Url = SiteAddress, LastActive = person.LastActive },
        new() { Key = "confluence", Name = "Confluence", Url = SiteAddress + "/wiki", LastActive = person.LastActive },
    ];
}
