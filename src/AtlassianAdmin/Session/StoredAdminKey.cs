using System.Security;

namespace AtlassianAdmin.Session;

/// <summary>A stored key, read: the secret, and what is known of it.</summary>
internal sealed class StoredAdminKey : IDisposable
{
    public StoredAdminKey(SecureString secret, AtlassianAdminKey info)
    {
        Secret = secret;
        Info = info;
    }

    public SecureString Secret { get; }

    public AtlassianAdminKey Info { get; }

    /// <summary>The SCIM directory that the secret names; null when it names none.</summary>
    public string? ScimDirectoryId { get; init; }

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => Secret.Dispose();
}
