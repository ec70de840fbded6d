using AtlassianAdmin.Sandbox.Products;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>A role on a resource, and what it is held through.</summary>
internal sealed class HeldRole
{
    public HeldRole(SandboxResource resource, string role, SandboxGroup? group)
    {
        Resource = resource;
        Role = role;
        Group = group;
    }

    public SandboxResource Resource { get; }

    public string Role { get; }

    /// <summary>The group that gives it; null when it is the person's own.</summary>
    public SandboxGroup? Group { get; }

    /// <summary>The directory that it comes through; null for none.</summary>
    public int? Directory => Resource.Directory ?? Group?.Directory;
}
