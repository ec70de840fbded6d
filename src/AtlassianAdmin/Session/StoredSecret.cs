using System.Security;

namespace AtlassianAdmin.Session;

/// <summary>A secret of a vault, read: the secret, and what stands beside it.</summary>
internal sealed class StoredSecret(string secretName, string vaultName, SecretContent content) : IDisposable
{
    public SecureString Secret => content.Secret;

    public SecretFacts Facts => content.Facts;

    /// <summary>What is known of it, without the secret.</summary>
    public AtlassianAdminKey Info => new(secretName, vaultName, Facts.OrganizationId, Facts.ExpiresOn);

    /// <summary>Where it is, in words.</summary>
    public string Description => AtlassianAdminKey.Describe(secretName, vaultName);

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => Secret.Dispose();
}
