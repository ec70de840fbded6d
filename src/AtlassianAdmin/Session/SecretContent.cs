using System.Collections;
using System.Globalization;
using System.Net;
using System.Security;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Session;

/// <summary>What a secret of a vault holds: the key or token, and what stands beside it where the kind of secret has room for that.</summary>
internal sealed class SecretContent
{
    private const string OrganizationIdEntry = "OrganizationId";
    private const string ShortOrganizationIdEntry = "OrgId";
    private const string ExpiresOnEntry = "ExpiresOn";
    private const string ScimDirectoryIdEntry = "ScimDirectoryId";
    private const string EmailEntry = "Email";
    private const string SiteEntry = "Site";

    private SecretContent(SecureString secret, SecretFacts facts)
    {
        Secret = secret;
        Facts = facts;
    }

    public SecureString Secret { get; }

    public SecretFacts Facts { get; }

    /// <summary>Reads what a vault gave: a credential, a hashtable, or the secret alone.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.SecretUnusable"/> when no key or token can be in it.</exception>
    public static SecretContent From(object? given, string secretName, SecretKind kind)
    {
        object? value = Unwrap(given);
        if (value is PSCredential credential)
            return new SecretContent(credential.Password, FactsOf(credential));
        if (value is not IDictionary entries)
            return new SecretContent(SecureTextOf(value) ?? throw Unusable(secretName, $"it is of type {TypeName(value)}"), SecretFacts.None);

        object secret = Entry(entries, kind.Entry) ?? throw Unusable(secretName, $"it is a hashtable without an entry {kind.Entry}");
        return new SecretContent(
            SecureTextOf(secret) ?? throw Unusable(secretName, $"its entry {kind.Entry} is of type {TypeName(secret)}"),
            new SecretFacts
            {
                OrganizationId = OrganizationIdOf(entries),
                ExpiresOn = ExpiresOnOf(entries),
                ScimDirectoryId = TextOf(Entry(entries, ScimDirectoryIdEntry)),
                Email = TextOf(Entry(entries, EmailEntry)),
                Site = TextOf(Entry(entries, SiteEntry)),
            });
    }

    /// <summary>The same, with what the vault tells of it where the secret itself tells nothing.</summary>
    public SecretContent With(SecretEntry? entry) => entry is null ? this : new SecretContent(Secret, Facts with
    {
        OrganizationId = Facts.OrganizationId ?? entry.OrganizationId,
        ExpiresOn = Facts.ExpiresOn ?? entry.ExpiresOn,
    });

    /// <summary>A credential has a user name to fill, and what belongs there depends on the secret: an id, or the address of its owner. Any other name says nothing.</summary>
    public static SecretFacts FactsOf(PSCredential credential)
    {
        string name = credential.UserName.Trim();
        string? id = ObjectOrigin.IsId(name) ? name : null;
        return new SecretFacts { OrganizationId = id, ScimDirectoryId = id, Email = name };
    }

    /// <summary>
    /// The secret to store. The key goes in as text although it is secret, because some vaults keep a hashtable as JSON
    /// (Azure Key Vault's does), and of a SecureString JSON keeps nothing but its length. Get-Secret hands it out as a
    /// SecureString all the same.
    /// </summary>
    public static Hashtable ToHashtable(ApiKey key, string? organizationId, DateTimeOffset? expiresOn)
    {
        Hashtable entries = ToMetadata(organizationId, expiresOn);
        entries[SecretKind.AdminKey.Entry] = key.Reveal();
        return entries;
    }

    /// <summary>The key as a secret of its own, for vaults that take no hashtable.</summary>
    public static SecureString Alone(ApiKey key) => new NetworkCredential("", key.Reveal()).SecurePassword;

    /// <summary>What may be known without the key.</summary>
    public static Hashtable ToMetadata(string? organizationId, DateTimeOffset? expiresOn)
    {
        var entries = new Hashtable(StringComparer.OrdinalIgnoreCase);
        if (organizationId is not null)
            entries[OrganizationIdEntry] = organizationId;
        if (expiresOn is { } expiry)
            entries[ExpiresOnEntry] = expiry.ToString("o", CultureInfo.InvariantCulture);
        return entries;
    }

    public static string? OrganizationIdOf(IDictionary entries) =>
        TextOf(Entry(entries, OrganizationIdEntry)) ?? TextOf(Entry(entries, ShortOrganizationIdEntry));

    public static DateTimeOffset? ExpiresOnOf(IDictionary entries)
    {
        object? value = Entry(entries, ExpiresOnEntry);
        return value switch
        {
            DateTimeOffset moment => moment,
            DateTime moment => new DateTimeOffset(moment),
            // A date without an offset means the same moment on every machine.
            _ when TextOf(value) is { } text
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) => moment,
            _ => null,
        };
    }

    // Vaults hand out hashtables of either kind, so upper and lower case are not left to them.
    private static object? Entry(IDictionary entries, string name) =>
        entries.Keys.Cast<object>()
            .Where(k => string.Equals(k.ToString(), name, StringComparison.OrdinalIgnoreCase))
            .Select(k => Unwrap(entries[k]))
            .FirstOrDefault();

    private static SecureString? SecureTextOf(object? value) => value switch
    {
        SecureString secret => secret,
        string text => new NetworkCredential("", text).SecurePassword,
        PSCredential credential => credential.Password,
        _ => null,
    };

    private static string? TextOf(object? value)
    {
        string? text = value switch
        {
            SecureString secret => new NetworkCredential("", secret).Password,
            string or Guid => value.ToString(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string TypeName(object? value) => value is null ? "nothing" : value.GetType().Name;

    private static AdminException Unusable(string secretName, string detail) =>
        new(ErrorCode.SecretUnusable, ("secret", secretName), ("detail", detail));
}
