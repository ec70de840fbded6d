using System.Globalization;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Http;

/// <summary>What a key may do here.</summary>
internal enum KeyKind
{
    /// <summary>None, unknown, expired, or a person's token: the gateway turns it away.</summary>
    Rejected,

    /// <summary>An organization key without scopes.</summary>
    Full,

    /// <summary>An organization key with read scopes, but not the one for managed accounts.</summary>
    Scoped,

    /// <summary>A good key of an organization that is not this one.</summary>
    OtherOrganization,
}

/// <summary>The keys of one organization. They have the outward form of real ones and say that they are none.</summary>
internal sealed class SandboxKeys
{
    private readonly Dictionary<string, KeyKind> _accepted;

    public SandboxKeys(int seed)
    {
        Full = OrganizationKey(seed, "WITHOUT-SCOPES");
        Scoped = OrganizationKey(seed, "WITH-SCOPES");
        Expired = OrganizationKey(seed, "EXPIRED");
        OtherOrganization = OrganizationKey(seed, "OTHER-ORGANIZATION");
        Scim = Key("", seed, "SCIM");
        Personal = Key("ATATT3xFfGF0", seed, "PERSONAL-TOKEN");
        PersonalScoped = Key("ATATT3xFfGF0", seed, "PERSONAL-TOKEN-WITH-SCOPES");
        PersonalOfMember = Key("ATATT3xFfGF0", seed, "PERSONAL-TOKEN-OF-A-MEMBER");
        _accepted = new Dictionary<string, KeyKind>(StringComparer.Ordinal)
        {
            [Full] = KeyKind.Full,
            [Scoped] = KeyKind.Scoped,
            [OtherOrganization] = KeyKind.OtherOrganization,
        };
    }

    public string Full { get; }

    public string Scoped { get; }

    public string Expired { get; }

    public string OtherOrganization { get; }

    public string Personal { get; }

    public string PersonalScoped { get; }

    public string PersonalOfMember { get; }

    /// <summary>The key of the SCIM directory, which no other API takes.</summary>
    public string Scim { get; }

    public KeyKind Recognize(string? authorization) =>
        ValueOf(authorization) is { } value && _accepted.TryGetValue(value, out KeyKind kind) ? kind : KeyKind.Rejected;

    /// <summary>The key in an <c>Authorization</c> header; null when it holds none.</summary>
    public static string? ValueOf(string? authorization)
    {
        const string Scheme = "Bearer ";
        return authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization.Substring(Scheme.Length).Trim() : null;
    }

    private static string OrganizationKey(int seed, string what) => Key("ATCTT3xFfGN0", seed, what);

    private static string Key(string prefix, int seed, string what)
    {
        string number = ((uint)seed).ToString(CultureInfo.InvariantCulture);
        string text = $"{prefix}SANDBOX-NOT-A-SECRET-{what}-{number}";
        string filled = text + "-" + new string('0', Math.Max(0, 180 - text.Length));
        return filled + "=" + new SeededRandom(seed, what.Length).Hex(8).ToUpperInvariant();
    }
}
