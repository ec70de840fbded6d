using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>A group of a directory, as it is now. Who is in it stands with each person.</summary>
internal sealed class SandboxGroup
{
    private volatile IReadOnlyList<RoleGrant> _roles = RoleGrant.None;
    private volatile int _memberCount;

    public SandboxGroup(int index, string groupId, string name, string? description, int directory)
    {
        Index = index;
        GroupId = groupId;
        Name = name;
        Description = description;
        Directory = directory;
    }

    /// <summary>The place in the organization's list, which orders every list.</summary>
    public int Index { get; }

    public string GroupId { get; }

    public string Name { get; }

    public string? Description { get; }

    /// <summary>The place of the directory that it belongs to.</summary>
    public int Directory { get; }

    /// <summary><c>admins</c>, <c>external</c>, <c>team-members</c> or <c>open</c>.</summary>
    public string ManagedBy { get; init; } = "admins";

    /// <summary>New people of a product get into it: it cannot be deleted.</summary>
    public bool IsDefault { get; init; }

    public bool IsExternal => ManagedBy == "external";

    public bool IsModifiable => ManagedBy is "admins" or "open";

    /// <summary>The roles that it gives its members. A change replaces the whole.</summary>
    public IReadOnlyList<RoleGrant> Roles
    {
        get => _roles;
        set => _roles = value;
    }

    /// <summary>How many are in it; changed only under the lock of the people.</summary>
    public int MemberCount
    {
        get => _memberCount;
        set => _memberCount = value;
    }

    public AuditTarget AuditTarget => new("groups", GroupId, Name);

    public override string ToString() => Name;
}
