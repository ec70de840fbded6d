using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Changes.Plans;

/// <summary>What was read of one person, before anything is decided.</summary>
internal sealed class PersonFacts
{
    public string Input { get; init; } = "";

    /// <summary>The account; null when the identity could not be resolved.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Why nothing could be read of the person; null when something could.</summary>
    public AdminException? Failure { get; set; }

    /// <summary>How often the list names the account.</summary>
    public int Times { get; set; } = 1;

    /// <summary>The end of the last day, as the list told it; null when it told none.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Status { get; set; }

    public bool? IsManaged { get; set; }

    public string? AccountType { get; set; }

    public AccountPermissions? Permissions { get; set; }

    /// <summary>Why the service does not tell what may be done; null when it does.</summary>
    public AdminException? PermissionRefusal { get; set; }

    public IReadOnlyList<PersonDirectory> Directories { get; set; } = [];

    public IReadOnlyList<PersonGroup> Groups { get; set; } = [];

    public IReadOnlyList<string> Roles { get; set; } = [];

    public bool IsOrganizationAdmin { get; set; }

    public int? TokenCount { get; set; }

    public AdminException? TokenRefusal { get; set; }

    public IReadOnlyList<PersonScimLink> ScimLinks { get; set; } = [];

    public DateTimeOffset? LastActive { get; set; }

    public string AccountId => Subject?.AccountId ?? "";

    public string? ReasonAgainst(string privilege) => Permissions?[privilege] is { Allowed: false } rule ? rule.Reason ?? "" : null;
}
