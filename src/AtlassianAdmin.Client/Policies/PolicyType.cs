using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Policies;

/// <summary>The types of policies.</summary>
public static class PolicyType
{
    /// <summary>The types that the vendor documents. The service has more: the set is open. Source: organization document, PolicyModel.</summary>
    public static KnownValues Known { get; } = new("Type", "", "ip-allowlist", "data-residency", "data-security");
}
