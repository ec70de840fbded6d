using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Session;

/// <summary>A secret that a command was given, where it came from, and what stood beside it.</summary>
internal sealed class TakenSecret(ApiKey key, string description, SecretFacts facts) : IDisposable
{
    public ApiKey Key { get; } = key;

    /// <summary>Where it came from, in words; never the secret.</summary>
    public string Description { get; } = description;

    /// <summary>What stood beside it.</summary>
    public SecretFacts Facts { get; } = facts;

    /// <summary>The simulated organization that it belongs to; null for a real one.</summary>
    public SandboxOrganization? Sandbox { get; init; }

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => Key.Dispose();
}
