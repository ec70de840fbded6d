using System.Collections.Concurrent;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.ApiAccess;

/// <summary>The admin keys of the organization: the sandbox's own and some that nobody has.</summary>
internal sealed class KeyStore
{
    /// <summary>The scopes of the scoped key: reading everything but the managed accounts. Source: the vendor's list of scopes.</summary>
    private static readonly string[] ReadScopes =
    [
        "read:orgs:admin", "read:directories:admin", "read:groups:admin", "read:domains:admin", "read:events:admin", "read:workspaces:admin",
        "read:policies:admin", "read:tokens:admin", "read:keys:admin",
    ];

    private readonly SandboxKey[] _all;
    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);

    public KeyStore(SandboxKeys values, PeopleStore people, SeededRandom random, DateTimeOffset today)
    {
        SandboxPerson admin = people.All[0];

        // The vendor's keys outlive the account of who made them.
        SandboxPerson left = people.ByEmail("already.disabled@example.com")!;
        _all =
        [
            Make("Automation", admin, -200, 165, today, values.Full),
            Make("Reporting (read only)", admin, -90, 275, today, values.Scoped, ReadScopes),
            Make("Old automation", admin, -400, -35, today, values.Expired),
            Make("Ad-hoc script", left, -350, 15, today),
            Make("Expires soon", admin, -362, 3, today),
            Make("Import 2026", admin, -20, 345, today, null, ["read:workspaces:admin"], isUsed: false),
        ];

        SandboxKey Make(
            string label, SandboxPerson by, int created, int expires, DateTimeOffset day, string? value = null, string[]? scopes = null, bool isUsed = true) => new()
        {
            KeyId = random.Uuid(),
            Label = label,
            Scopes = scopes ?? [],
            CreatedAt = day.AddDays(created).AddHours(10),
            ExpiresAt = day.AddDays(expires).AddHours(10),
            LastActiveAt = isUsed ? day.AddDays(Math.Min(-1, expires - 1)).AddHours(7) : null,
            CreatedBy = by,
            Value = value,
        };
    }

    /// <summary>The keys that are not revoked.</summary>
    public IReadOnlyList<SandboxKey> All => _all.Where(key => !_revoked.ContainsKey(key.KeyId)).ToArray();

    /// <summary>The listed key of that authorization; null for one that is not listed, or revoked.</summary>
    public SandboxKey? ByValue(string? value) => value is null ? null : All.FirstOrDefault(key => key.Value == value);

    public bool IsRevoked(string? value) => value is not null && _all.Any(key => key.Value == value && _revoked.ContainsKey(key.KeyId));

    /// <summary>Revokes a key for good; null when there is none, or it was revoked before.</summary>
    public SandboxKey? Revoke(string keyId) =>
        _all.FirstOrDefault(key => key.KeyId == keyId) is { } found && _revoked.TryAdd(keyId, true) ? found : null;
}
