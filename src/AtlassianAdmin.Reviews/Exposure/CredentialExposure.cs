using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Reviews.Reviewing;

namespace AtlassianAdmin.Reviews.Exposure;

/// <summary>What kind of credential it is.</summary>
public enum CredentialKind : long
{
    /// <summary>A person's API token.</summary>
    ApiToken,

    /// <summary>An admin API key of the organization.</summary>
    ApiKey,
}

/// <summary>A credential that should not be as it is: what, whose, why, and what to type next. The credential itself is nowhere in it.</summary>
public sealed class CredentialExposure : IOrganizationObject
{
    private static readonly Regex PlainWord = new(@"^[A-Za-z0-9][A-Za-z0-9_.:@/-]*\z", RegexOptions.CultureInvariant);

    /// <summary>What kind of credential it is.</summary>
    public CredentialKind Kind { get; internal init; }

    /// <summary>Its label; null when it has none.</summary>
    public string? Label { get; internal init; }

    /// <summary>The id of the token; null for a key.</summary>
    public string? TokenId { get; internal init; }

    /// <summary>The id of the key; null for a token.</summary>
    public string? ApiKeyId { get; internal init; }

    /// <summary><c>ALLOWED</c> or <c>BLOCKED</c>, by a policy of the organization; the set is open; null for a key, or when not told.</summary>
    public string? Status { get; internal init; }

    /// <summary>True when a policy keeps the token from being used.</summary>
    public bool IsBlocked => string.Equals(Status, "BLOCKED", StringComparison.OrdinalIgnoreCase);

    /// <summary>The account of the token's owner, or of who made the key; empty when not told.</summary>
    public string AccountId { get; internal init; } = "";

    /// <summary>The e-mail of that person; null when not told.</summary>
    public string? Email { get; internal init; }

    /// <summary>The name of that person; null when not told.</summary>
    public string? Name { get; internal init; }

    /// <summary>Who it is: the e-mail address, or the account where that is not known.</summary>
    public string Person => Email ?? AccountId;

    /// <summary>Why it is exposed, in words to filter by.</summary>
    public CredentialRisk Risk { get; internal init; }

    /// <summary>Why it is exposed, in sentences.</summary>
    public string Why { get; internal init; } = "";

    /// <summary>When it was made; null when not told.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When it was last used; null when never, or not told.</summary>
    public DateTimeOffset? LastActiveAt { get; internal init; }

    /// <summary>When it expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>What to type or open next.</summary>
    public string RecommendedAction { get; internal init; } = "";

    /// <summary>The id of the organization that it is about; null when that is not known.</summary>
    public string? OrganizationId => Origin?.OrganizationId;

    internal OrganizationOrigin? Origin { get; init; }

    /// <summary>Where and how it was looked for; null when nobody said.</summary>
    internal ReviewContext? Context { get; init; }

    OrganizationOrigin? IOrganizationObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Label} of {Email ?? AccountId}: {Risk}";

    /// <summary>A value as an argument that can be pasted at a prompt, whatever somebody wrote into it.</summary>
    internal static string Argument(string value) => PlainWord.IsMatch(value) ? value : $"'{Quotes.Replace(value, "$0$0")}'";

    // PowerShell takes the typographic ones as quotes, too.
    private static readonly Regex Quotes = new("['\u2018\u2019\u201a\u201b]", RegexOptions.CultureInvariant);
}
