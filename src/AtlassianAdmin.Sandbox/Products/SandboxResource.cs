using AtlassianAdmin.Sandbox.Audit;

namespace AtlassianAdmin.Sandbox.Products;

/// <summary>What a role is held on: a product instance, or something of the platform.</summary>
internal sealed class SandboxResource
{
    /// <summary>The owner of what is no product.</summary>
    public const string Platform = "platform";

    private readonly string[] _roles;

    public SandboxResource(int index, string resourceId, string owner, params string[] roles)
    {
        Index = index;
        ResourceId = resourceId;
        Owner = owner;
        _roles = roles;
    }

    /// <summary>The place in the organization's list.</summary>
    public int Index { get; }

    public string ResourceId { get; }

    /// <summary>The product key, such as <c>jira-software</c>, or <see cref="Platform"/>.</summary>
    public string Owner { get; }

    public bool IsProduct => Owner != Platform;

    /// <summary>The place of the directory whose people use it; null for what belongs to the organization.</summary>
    public int? Directory { get; init; }

    /// <summary>The product in words, such as <c>Jira</c>.</summary>
    public string Product { get; init; } = "";

    /// <summary>The address of its site; null for what belongs to the organization.</summary>
    public string? HostUrl { get; init; }

    /// <summary>How many seats there are. Set once, when it is known who uses it.</summary>
    public int Capacity { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether that role exists on it.</summary>
    public bool Has(string role) => _roles.Contains(role);
}

/// <summary>A role that is given on a resource, to a group or to a person.</summary>
internal sealed record RoleGrant(SandboxResource Resource, string Role)
{
    public static IReadOnlyList<RoleGrant> None { get; } = [];

    public AuditTarget AuditTarget => new("resources", Resource.ResourceId, Role);
}
