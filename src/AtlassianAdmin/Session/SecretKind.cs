namespace AtlassianAdmin.Session;

/// <summary>Which secret a command asks for: how it is called, under which name a vault keeps it, and the error that says it is missing.</summary>
internal sealed class SecretKind
{
    private SecretKind(string noun, string entry, string missingCode, string storeIt)
    {
        Noun = noun;
        Entry = entry;
        MissingCode = missingCode;
        StoreIt = storeIt;
    }

    /// <summary>The admin API key of an organization.</summary>
    public static SecretKind AdminKey { get; } = new("key", "ApiKey", ErrorCode.KeyMissing, "store it once with Set-AtlassianAdminKey");

    /// <summary>The key of a SCIM directory.</summary>
    public static SecretKind ScimKey { get; } = new("key", "ApiKey", ErrorCode.ScimKeyMissing, "store it in a vault with Set-Secret");

    /// <summary>The API token of a user, for a site.</summary>
    public static SecretKind SiteToken { get; } = new("token", "ApiToken", ErrorCode.SiteTokenMissing, "store it in a vault with Set-Secret");

    /// <summary>The word for it in sentences.</summary>
    public string Noun { get; }

    /// <summary>The entry of a stored hashtable that holds it.</summary>
    public string Entry { get; }

    /// <summary>How to keep it, as the end of a sentence.</summary>
    public string StoreIt { get; }

    /// <summary>The code of the error that says it is missing.</summary>
    public string MissingCode { get; }

    /// <summary>The error that says it is missing.</summary>
    public AdminException Missing(string detail) => new(MissingCode, ("detail", detail));
}
