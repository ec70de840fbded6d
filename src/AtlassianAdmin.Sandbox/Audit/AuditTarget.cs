using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.ApiAccess;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Sandbox.Audit;

/// <summary>What an event was about, as it was named at the time. Which types the service uses is a guess.</summary>
internal sealed class AuditTarget
{
    public AuditTarget(string type, string? id, string? name, string? email = null)
    {
        Type = type;
        Id = id;
        Name = name;
        Email = email;
    }

    public string Type { get; }

    /// <summary>Null for somebody who has no account yet.</summary>
    public string? Id { get; }

    public string? Name { get; }

    public string? Email { get; }

    /// <summary>Somebody who has no account yet: only the address is told.</summary>
    public static AuditTarget Invited(string email) => new("invited-user", null, null, email);

    public static AuditTarget Of(Directory directory) => new("directories", directory.DirectoryId, directory.Name);

    public static AuditTarget Of(UserApiToken token) => new("api-tokens", token.TokenId, token.Label);

    public static AuditTarget Of(OrganizationApiKey key) => new("api-keys", key.ApiKeyId, key.Label);
}

/// <summary>Something that a call has done.</summary>
internal sealed record AuditEntry(AuditAction Action, IReadOnlyList<AuditTarget> Targets);
