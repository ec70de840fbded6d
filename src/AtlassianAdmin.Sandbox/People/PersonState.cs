using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>Where an account is in its life.</summary>
internal enum Lifecycle
{
    Active,
    Disabled,
    PendingDeletion,
    Closed,
}

/// <summary>All that can change about a person. A change replaces the whole, so a reader never sees half of one.</summary>
internal sealed record PersonState
{
    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public string Nickname { get; init; } = "";

    public string? TimeZone { get; init; }

    public string? Locale { get; init; }

    public string? JobTitle { get; init; }

    public string? Organization { get; init; }

    public string? Department { get; init; }

    public string? Location { get; init; }

    public Lifecycle Lifecycle { get; init; }

    public DateTimeOffset? DeactivatedOn { get; init; }

    /// <summary>When a pending deletion becomes final.</summary>
    public DateTimeOffset? DeletedOn { get; init; }

    public string? DisableMessage { get; init; }

    /// <summary>True while a record of the SCIM directory owns the account.</summary>
    public bool IsScimManaged { get; init; }

    public IReadOnlyList<UserApiToken> Tokens { get; init; } = [];

    public IReadOnlyList<Membership> Memberships { get; init; } = Membership.None;

    /// <summary>The groups that the person is in, in the organization's order.</summary>
    public IReadOnlyList<SandboxGroup> Groups { get; init; } = [];

    /// <summary>Roles that are the person's own, not a group's.</summary>
    public IReadOnlyList<RoleGrant> Roles { get; init; } = RoleGrant.None;
}
