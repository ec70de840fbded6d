using System.Net;
using System.Security;

namespace AtlassianAdmin.Client.Http;

/// <summary>An admin API key in memory. Its text is never shown; disposing wipes it.</summary>
public sealed class ApiKey : IDisposable
{
    private const string BearerPrefix = "Bearer ";

    private readonly SecureString _secret;

    private ApiKey(SecureString secret, ApiKeyShape shape, bool hadBearerPrefix, string identity)
    {
        _secret = secret;
        Shape = shape;
        HadBearerPrefix = hadBearerPrefix;
        Identity = identity;
    }

    /// <summary>What the key looks like.</summary>
    public ApiKeyShape Shape { get; }

    /// <summary>True when a leading <c>Bearer </c> was removed.</summary>
    public bool HadBearerPrefix { get; }

    /// <summary>Tells keys apart within this process without revealing them: a salted digest. The limiter is shared by it.</summary>
    internal string Identity { get; }

    /// <summary>Takes a key. Blanks around it and a leading <c>Bearer </c> are removed; the given SecureString stays the caller's.</summary>
    /// <param name="secret">The key as the user has it.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.KeyMissing"/> when it is empty or cannot stand in an HTTP header.</exception>
    public static ApiKey From(SecureString secret)
    {
        if (secret is null)
            throw new ArgumentNullException(nameof(secret));
        string given = new NetworkCredential("", secret).Password;
        // Reading a SecureString ends at a NUL: the rest of the key would be lost without a word.
        bool whole = given.Length == secret.Length;
        string text = given.Trim();
        // With a blank behind it, so that the word alone is no key either.
        bool bearer = (text + " ").StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase);
        if (bearer)
            text = (text + " ").Substring(BearerPrefix.Length).Trim();
        if (text.Length == 0)
            throw new AdminException(ErrorCode.KeyMissing, ("detail", "nothing is left after blanks are removed"));
        foreach (char c in text)
        {
            if (!whole || c is <= ' ' or > '~')
                throw new AdminException(ErrorCode.KeyMissing, ("detail", "it holds a blank, a control character or a character outside ASCII, which no key does; copy it again"));
        }

        var copy = new SecureString();
        foreach (char c in text)
            copy.AppendChar(c);
        copy.MakeReadOnly();
        return new ApiKey(copy, ShapeOf(text), bearer, ProcessSalt.Digest(text));
    }

    /// <summary>The key as text, for the request header only.</summary>
    internal string Reveal() => new NetworkCredential("", _secret).Password;

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _secret.Dispose();

    /// <summary>Never the key.</summary>
    public override string ToString() => "[admin API key]";

    private static ApiKeyShape ShapeOf(string text) =>
        text.StartsWith("ATCTT", StringComparison.Ordinal) ? ApiKeyShape.AdminKey
        : text.StartsWith("ATATT", StringComparison.Ordinal) ? ApiKeyShape.PersonalToken
        : text.StartsWith("ATBB", StringComparison.Ordinal) ? ApiKeyShape.BitbucketAppPassword
        : ApiKeyShape.Unknown;
}
