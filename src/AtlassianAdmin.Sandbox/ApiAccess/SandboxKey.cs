using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.ApiAccess;

/// <summary>An admin key as the organization lists it.</summary>
internal sealed class SandboxKey
{
    public string KeyId { get; init; } = "";

    public string Label { get; init; } = "";

    public string[] Scopes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? LastActiveAt { get; init; }

    public SandboxPerson CreatedBy { get; init; } = null!;

    /// <summary>The key itself where the sandbox has it; null for one that is only listed.</summary>
    public string? Value { get; init; }
}
