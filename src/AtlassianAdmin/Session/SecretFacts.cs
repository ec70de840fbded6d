namespace AtlassianAdmin.Session;

/// <summary>What stands beside a secret where the kind of secret has room for it; null for what does not.</summary>
internal sealed record SecretFacts
{
    public static SecretFacts None { get; } = new();

    public string? OrganizationId { get; init; }

    public DateTimeOffset? ExpiresOn { get; init; }

    public string? ScimDirectoryId { get; init; }

    public string? Email { get; init; }

    public string? Site { get; init; }
}
