namespace AtlassianAdmin.Session;

/// <summary>What is known of a stored admin key. Never the key itself.</summary>
public sealed class AtlassianAdminKey
{
    internal const string DefaultSecretName = "AtlassianAdminKey";

    internal AtlassianAdminKey(string secretName, string vaultName, string? organizationId, DateTimeOffset? expiresOn)
    {
        SecretName = secretName;
        VaultName = vaultName;
        OrganizationId = organizationId;
        ExpiresOn = expiresOn;
        DaysLeft = expiresOn is { } expiry ? (int)Math.Floor((expiry - DateTimeOffset.UtcNow).TotalDays) : null;
    }

    /// <summary>The name of the secret, for <c>-SecretName</c>.</summary>
    public string SecretName { get; }

    /// <summary>The vault that holds it, for <c>-Vault</c>.</summary>
    public string VaultName { get; }

    /// <summary>The id of the organization that the key is for; null when none is stored.</summary>
    public string? OrganizationId { get; }

    /// <summary>When the key expires, as it was stored; null when not known (the service cannot tell).</summary>
    public DateTimeOffset? ExpiresOn { get; }

    /// <summary>Whole days until the key expires, counted when this was read; negative when it has expired, null when not known.</summary>
    public int? DaysLeft { get; }

    /// <summary>The name of the secret.</summary>
    public override string ToString() => SecretName;

    /// <summary>Where a secret is, in words: in questions, and as the source of a connection's key.</summary>
    internal static string Describe(string secretName, string vaultName) => $"secret {secretName} in vault {vaultName}";
}
