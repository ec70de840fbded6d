using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Session;

/// <summary>A key and what is known beside it.</summary>
internal sealed class KeySource
{
    public KeySource(ApiKey key, string description)
    {
        Key = key;
        Description = description;
    }

    public ApiKey Key { get; }

    /// <summary>Where the key came from, in words; never the key.</summary>
    public string Description { get; }

    /// <summary>The organization that was stored with the key; null when none was.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The expiry that was stored with the key; null when none was.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The simulated organization that the key belongs to; null for a real one.</summary>
    public SandboxOrganization? Sandbox { get; init; }
}
