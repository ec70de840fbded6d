using System.Collections;
using System.Globalization;
using System.Net;
using System.Security;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Session;

/// <summary>What a secret holds: the key, and beside it the organization and the expiry where the kind of secret has room for them.</summary>
internal sealed class SecretContent
{
    private const string ApiKeyEntry = "ApiKey";
    private const string OrganizationIdEntry = "OrganizationId";
    private const string ShortOrganizationIdEntry = "OrgId";
    private const string ExpiresOnEntry = "ExpiresOn";
    private const string ScimDirectoryIdEntry = "ScimDirectoryId";

    private SecretContent(SecureString secret, string? organizationId, DateTimeOffset? expiresOn)
    {
        Secret = secret;
        OrganizationId = organizationId;
        ExpiresOn = expiresOn;
    }

    public SecureString Secret { get; }

    public string? OrganizationId { get; }

    public DateTimeOffset? ExpiresOn { get; }

    /// <summary>The SCIM directory that the key is for; null when it names none.</summary>
    public string? ScimDirectoryId { get; private init; }

    /// <summary>Reads what a vault gave.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.SecretUnusable"/> when no key can be in it.</exception>
    public static SecretContent From(object? given, string secretName)
    {
        object? value = Unwrap(given);
        if (value is PSCredential credential)
            return new SecretContent(credential.Password, OrganizationIdOf(credential), expiresOn: null) { ScimDirectoryId = OrganizationIdOf(credential) };

        if (value is IDictionary entries)
        {
            object? key = Entry(entries, ApiKeyEntry) ?? throw Unusable(secretName, "it is a hashtable without an entry ApiKey");
            return new SecretContent(
                SecureTextOf(key) ?? throw Unusable(secretName, $"its entry ApiKey is of type {TypeName(key)}"),
                OrganizationIdOf(entries),
                ExpiresOnOf(entries)) { ScimDirectoryId = TextOf(Entry(entries, ScimDirectoryIdEntry)) };
        }

        return new SecretContent(
            SecureTextOf(value) ?? throw Unusable(secretName, $"it is of type {TypeName(value)}"), organizationId: null, expiresOn: null);
    }

    /// <summary>
    /// The secret to store. The key goes in as text although it is secret, because some vaults keep a hashtable as JSON
    /// (Azure Key Vault's does), and of a SecureString JSON keeps nothing but its length. Get-Secret hands it out as a
    /// SecureString all the same.
    /// </summary>
    public static Hashtable ToHashtable(ApiKey key, string? organizationId, DateTimeOffset? expiresOn)
    {
        Hashtable entries = ToMetadata(organizationId, expiresOn);
        entries[ApiKeyEntry] = key.Reveal();
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

    /// <summary>A credential has a user name to fill, and the organization id is what belongs there; any other name says nothing.</summary>
    public static string? OrganizationIdOf(PSCredential? credential) =>
        Guid.TryParse(credential?.UserName, out _) ? credential!.UserName : null;

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
    internal static object? Entry(IDictionary entries, string name) =>
        entries.Keys.Cast<object>()
            .Where(k => string.Equals(k.ToString(), name, StringComparison.OrdinalIgnoreCase))
            .Select(k => Unwrap(entries[k]))
            .FirstOrDefault();

    internal static SecureString? SecureTextOf(object? value) => value switch
    {
        SecureString secret => secret,
        string text => new NetworkCredential("", text).SecurePassword,
        PSCredential credential => credential.Password,
        _ => null,
    };

    internal static string? TextOf(object? value)
    {
        string? text = value switch
        {
            SecureString secret => new NetworkCredential("", secret).Password,
            string or Guid => value.ToString(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
    }

    internal static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    internal static string TypeName(object? value) => value is null ? "nothing" : value.GetType().Name;

    internal static AdminException Unusable(string secretName, string detail) =>
        new(ErrorCode.SecretUnusable, ("secret", secretName), ("detail", detail));
}
