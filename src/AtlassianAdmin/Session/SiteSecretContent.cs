using System.Collections;
using System.Security;

namespace AtlassianAdmin.Session;

/// <summary>What a secret for a site holds: the API token, and beside it its owner and the site where the kind of secret has room for them.</summary>
internal sealed class SiteSecretContent
{
    private SiteSecretContent(SecureString token, string? email, string? site)
    {
        Token = token;
        Email = email;
        Site = site;
    }

    public SecureString Token { get; }

    public string? Email { get; }

    public string? Site { get; }

    /// <summary>Reads what a vault gave: a credential (the user name is the e-mail address), a hashtable with ApiToken and perhaps Email and Site, or the token alone.</summary>
    /// <exception cref="Client.Errors.AdminException"><see cref="Client.Errors.ErrorCode.SecretUnusable"/> when no token can be in it.</exception>
    public static SiteSecretContent From(object? given, string secretName)
    {
        object? value = SecretContent.Unwrap(given);
        if (value is PSCredential credential)
            return new SiteSecretContent(credential.Password, credential.UserName, site: null);
        if (value is not IDictionary entries)
            return new SiteSecretContent(TextOf(value, secretName, "it"), email: null, site: null);
        object token = SecretContent.Entry(entries, "ApiToken") ?? throw SecretContent.Unusable(secretName, "it is a hashtable without an entry ApiToken");
        return new SiteSecretContent(
            TextOf(token, secretName, "its entry ApiToken"),
            SecretContent.TextOf(SecretContent.Entry(entries, "Email")),
            SecretContent.TextOf(SecretContent.Entry(entries, "Site")));
    }

    private static SecureString TextOf(object? value, string secretName, string what) =>
        SecretContent.SecureTextOf(value) ?? throw SecretContent.Unusable(secretName, $"{what} is of type {SecretContent.TypeName(value)}");
}
