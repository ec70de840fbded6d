using System.Globalization;
using System.Security;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Session;

/// <summary>
/// The admin keys in the vaults of SecretManagement. For the pipeline thread only: read a key once, before any parallel work.
/// Every member throws <see cref="AdminException"/>.
/// </summary>
internal sealed class AdminKeyVault
{
    // A person may be typing a vault's password meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SecretManagementModule _module;
    private readonly bool _canPrompt;
    private readonly Action<string> _warn;
    private readonly Action<string> _tell;
    private readonly Action<string> _announce;
    private readonly HashSet<string> _announced = new(StringComparer.OrdinalIgnoreCase);

    public AdminKeyVault(PSCmdlet cmdlet)
    {
        _module = new SecretManagementModule(Patience, () => cmdlet.Stopping);
        _canPrompt = Prompting.IsPossible(cmdlet.Host);
        _warn = cmdlet.WriteWarning;
        _tell = cmdlet.WriteVerbose;
        // As Write-Host does it: shown at a prompt, and no part of the output.
        _announce = text => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
    }

    private AdminKeyVault(TimeSpan patience)
    {
        _module = new SecretManagementModule(patience, () => false);
        _warn = _ => { };
        _tell = _ => { };
        _announce = _ => { };
    }

    /// <summary>A view for tab completion: it never asks for a password, and gives up when it has to wait.</summary>
    public static AdminKeyVault ForCompletion(TimeSpan patience) => new(patience);

    /// <summary>What to tell about the expiry of a key; null when there is time.</summary>
    internal static string? ExpiryWarning(DateTimeOffset? expiresOn, DateTimeOffset now)
    {
        if (expiresOn is not { } expiry)
            return null;
        TimeSpan left = expiry - now;
        string on = expiry.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        const string Renew = "Create a key without scopes at admin.atlassian.com > Organization settings > API keys and run Update-AtlassianAdminKey";
        if (left <= TimeSpan.Zero)
            return $"The admin API key expired on {on}. {Renew}.";
        if (left <= TimeSpan.FromDays(1))
            return $"The admin API key expires within a day, on {on}. {Renew} today.";
        if (left <= TimeSpan.FromDays(7))
            return $"The admin API key expires within a week, on {on}. {Renew} now.";
        return left <= TimeSpan.FromDays(30)
            ? $"The admin API key expires in {Math.Floor(left.TotalDays).ToString(CultureInfo.InvariantCulture)} days, on {on}. {Renew} before then."
            : null;
    }

    /// <summary>A key that was typed in the place of a name is not told to anybody.</summary>
    internal static void RefuseKeyAsName(string secretName)
    {
        if (Redaction.Scrub(secretName) != secretName)
            throw new AdminException(ErrorCode.InvalidSecretName, ("detail", "it looks like a key itself, which -ApiKey takes"));
    }

    /// <summary>The keys that Set-AtlassianAdminKey stored; nothing secret leaves the vault where it keeps metadata.</summary>
    /// <param name="vault">Only this vault; null for all, the default vault first.</param>
    public IReadOnlyList<AtlassianAdminKey> List(string? vault)
    {
        if (vault is not null)
            return ListIn(Named(vault));
        var keys = new List<AtlassianAdminKey>();
        var failures = new List<AdminException>();
        foreach (RegisteredVault each in Vaults())
        {
            try
            {
                keys.AddRange(ListIn(each));
            }
            catch (AdminException e) when (e.Code is ErrorCode.VaultLocked or ErrorCode.VaultFailed)
            {
                failures.Add(e);
            }
        }

        if (keys.Count == 0 && failures.Count > 0)
            throw failures[0];
        foreach (AdminException failure in failures)
            _warn($"{failure.Message} Keys in it are not listed.");
        return keys;
    }

    /// <summary>Reads a secret, in whichever form it was stored.</summary>
    /// <param name="secretName">The name of the secret.</param>
    /// <param name="vault">The vault; null for the one that holds it.</param>
    /// <param name="kind">What it is to be.</param>
    public StoredSecret Read(string secretName, string? vault, SecretKind kind)
    {
        RegisteredVault holder = Holder(secretName, vault);
        SecretContent content = ReadFrom(holder, secretName, kind);
        bool isWhole = kind != SecretKind.AdminKey || (content.Facts.OrganizationId is not null && content.Facts.ExpiresOn is not null);
        return new StoredSecret(secretName, holder.Name, isWhole ? content : content.With(MetadataOf(holder, secretName)));
    }

    /// <summary>Stores a key over whatever the secret held, reads it back, and marks it as ours where the vault keeps metadata.</summary>
    /// <param name="secretName">The name of the secret.</param>
    /// <param name="vault">The vault; null for the default one.</param>
    /// <param name="key">The key.</param>
    /// <param name="organizationId">The organization that the key is for; null when not known.</param>
    /// <param name="expiresOn">When the key expires; null when not known.</param>
    public AtlassianAdminKey Write(string secretName, string? vault, ApiKey key, string? organizationId, DateTimeOffset? expiresOn)
    {
        string vaultName = Target(vault);
        bool whole = Store(secretName, vaultName, key, organizationId, expiresOn);
        bool marked = TryMark(secretName, vaultName, organizationId, expiresOn);
        if (!whole && !marked && (organizationId ?? (object?)expiresOn) is not null)
            _warn($"The vault {vaultName} keeps the key alone, without organization id and expiry: give -OrganizationId when you connect.");
        if (!marked && !SecretEntry.HasKeyName(secretName))
            _warn($"The vault {vaultName} keeps no metadata, so Get-AtlassianAdminKey lists only secrets whose names begin with AtlassianAdmin; '{secretName}' is found by its name only.");
        return new AtlassianAdminKey(secretName, vaultName, organizationId, expiresOn);
    }

    /// <summary>Deletes a secret.</summary>
    /// <param name="secretName">The name of the secret.</param>
    /// <param name="vault">The vault that holds it, as <see cref="Holding"/> gives it.</param>
    public void Remove(string secretName, string vault) =>
        _module.Call("Remove-Secret", vault, secretName, [("Confirm", false), ("WhatIf", false)]);

    /// <summary>True when the vault has a secret of that name.</summary>
    public bool Exists(string secretName, string vault) => Exists(secretName, Named(vault));

    /// <summary>The vault that a new secret goes into.</summary>
    /// <param name="vault">Its name; null for the default one.</param>
    public string Target(string? vault)
    {
        if (vault is not null)
            return Named(vault).Name;
        List<RegisteredVault> vaults = Vaults();
        if (vaults.Count == 1 || vaults[0].IsDefault)
            return vaults[0].Name;
        throw new AdminException(ErrorCode.VaultNotFound, ("vault", "none was named"), ("detail",
            $"several are registered ({Names(vaults)}) and none of them is the default one"));
    }

    /// <summary>The vault that holds a secret.</summary>
    /// <param name="secretName">The name of the secret.</param>
    /// <param name="vault">The vault to look in; null for all.</param>
    public string Holding(string secretName, string? vault)
    {
        RegisteredVault holder = Holder(secretName, vault);
        if (!Exists(secretName, holder))
            throw new AdminException(ErrorCode.SecretNotFound, ("secret", secretName), ("vault", "the vault " + holder.Name));
        return holder.Name;
    }

    /// <summary>The names of the registered vaults and of their modules.</summary>
    public IEnumerable<(string Name, string ModuleName)> VaultNames() =>
        _module.Call("Get-SecretVault").Select(v => new RegisteredVault(v)).Select(v => (v.Name, v.ModuleName)).ToList();

    /// <summary>Keys that can be told without asking, without a network and without reading a secret: those in an unlocked SecretStore.</summary>
    public IEnumerable<AtlassianAdminKey> ListAtOnce(string? vault)
    {
        foreach (RegisteredVault each in vault is null ? Vaults() : [Named(vault)])
        {
            if (!each.IsSecretStore || WouldAsk(each))
                continue;
            foreach (SecretEntry entry in Entries(each, "*").Where(e => e.IsMarked || e.IsNamedLikeKey))
                yield return Info(entry, each);
        }
    }

    private List<AtlassianAdminKey> ListIn(RegisteredVault vault)
    {
        var keys = new List<AtlassianAdminKey>();
        foreach (SecretEntry entry in Entries(vault, "*"))
        {
            if (entry.IsMarked)
                keys.Add(Info(entry, vault));
            else if (entry.IsNamedLikeKey && TryRead(vault, entry) is { } key)
                keys.Add(key);
        }

        return keys;
    }

    private AtlassianAdminKey? TryRead(RegisteredVault vault, SecretEntry entry)
    {
        try
        {
            using var stored = new StoredSecret(entry.Name, vault.Name, ReadFrom(vault, entry.Name, SecretKind.AdminKey).With(entry));
            return stored.Info;
        }
        catch (AdminException e) when (e.Code is ErrorCode.SecretUnusable or ErrorCode.SecretNotFound)
        {
            _tell($"Passed over: {e.Message}");
            return null;
        }
    }

    private SecretContent ReadFrom(RegisteredVault vault, string secretName, SecretKind kind, string? hidden = null)
    {
        AnnounceOrRefuseLock(vault);
        IReadOnlyList<PSObject> found = _module.Call("Get-Secret", vault.Name, secretName, hidden: hidden);
        return found.Count > 0
            ? SecretContent.From(found[0], secretName, kind)
            : throw new AdminException(ErrorCode.SecretNotFound, ("secret", secretName), ("vault", "the vault " + vault.Name));
    }

    /// <summary>Stores the key with what is known of it, or alone in a vault that takes no hashtable. False for alone.</summary>
    private bool Store(string secretName, string vaultName, ApiKey key, string? organizationId, DateTimeOffset? expiresOn)
    {
        RegisteredVault vault = Named(vaultName);
        AnnounceOrRefuseLock(vault);
        AdminException? refusal = null;
        foreach (bool whole in new[] { true, false })
        {
            object secret = whole ? SecretContent.ToHashtable(key, organizationId, expiresOn) : SecretContent.Alone(key);
            try
            {
                // Never with -Metadata: where a vault cannot keep that, SecretManagement deletes the secret again, new and old.
                _module.Call("Set-Secret", vaultName, secretName, [("Secret", secret), ("Confirm", false), ("WhatIf", false)], key.Reveal());
            }
            catch (AdminException e) when (e.Code == ErrorCode.VaultFailed)
            {
                _tell(e.Message);
                refusal ??= e;
                continue;
            }

            if (Holds(vault, secretName, key))
                return whole;
            refusal = new AdminException(ErrorCode.VaultFailed, ("vault", vaultName), ("detail",
                $"it took the key, but what it gives back under {secretName} is not the key"));
        }

        throw refusal!;
    }

    private bool Holds(RegisteredVault vault, string secretName, ApiKey key)
    {
        try
        {
            using SecureString secret = ReadFrom(vault, secretName, SecretKind.AdminKey, key.Reveal()).Secret;
            using ApiKey stored = ApiKey.From(secret);
            return stored.Identity == key.Identity;
        }
        catch (AdminException e) when (e.Code is ErrorCode.SecretUnusable or ErrorCode.SecretNotFound or ErrorCode.KeyMissing)
        {
            return false;
        }
        catch (AdminException e) when (e.Code == ErrorCode.VaultFailed)
        {
            _tell(e.Message);
            throw new AdminException(ErrorCode.VaultFailed, ("vault", vault.Name), ("detail", $"it took the key, but failed when {secretName} was read back"));
        }
    }

    private bool TryMark(string secretName, string vaultName, string? organizationId, DateTimeOffset? expiresOn)
    {
        try
        {
            _module.Call("Set-SecretInfo", vaultName, secretName,
            [
                ("Metadata", SecretEntry.Mark(SecretContent.ToMetadata(organizationId, expiresOn))), ("Confirm", false), ("WhatIf", false),
            ]);
            return true;
        }
        catch (AdminException e)
        {
            // Metadata is a convenience: the key is stored without it.
            _tell($"No metadata was stored. {e.Message}");
            return false;
        }
    }

    private SecretEntry? MetadataOf(RegisteredVault vault, string secretName)
    {
        try
        {
            return Entry(vault, secretName);
        }
        catch (AdminException e)
        {
            _tell($"No metadata was read. {e.Message}");
            return null;
        }
    }

    private RegisteredVault Holder(string secretName, string? vault)
    {
        if (vault is not null)
            return Named(vault);
        List<RegisteredVault> vaults = Vaults();
        if (vaults.Count == 1 || (vaults[0].IsDefault && Exists(secretName, vaults[0])))
            return vaults[0];

        var holders = new List<RegisteredVault>();
        AdminException? failure = null;
        foreach (RegisteredVault other in vaults.Skip(vaults[0].IsDefault ? 1 : 0))
        {
            try
            {
                if (Exists(secretName, other))
                    holders.Add(other);
            }
            catch (AdminException e) when (e.Code is ErrorCode.VaultLocked or ErrorCode.VaultFailed)
            {
                failure ??= e;
            }
        }

        return holders.Count switch
        {
            1 => holders[0],
            0 => throw failure ?? new AdminException(ErrorCode.SecretNotFound, ("secret", secretName), ("vault", $"the registered vaults ({Names(vaults)})")),
            // Two keys of one name may be for two organizations: nothing is guessed.
            _ => throw new AdminException(ErrorCode.SecretUnusable, ("secret", secretName), ("detail",
                $"several vaults hold one of that name ({Names(holders)}); name the vault with -Vault")),
        };
    }

    private bool Exists(string secretName, RegisteredVault vault) => Entry(vault, secretName) is not null;

    private SecretEntry? Entry(RegisteredVault vault, string secretName) =>
        Entries(vault, WildcardPattern.Escape(secretName)).FirstOrDefault(e => string.Equals(e.Name, secretName, StringComparison.OrdinalIgnoreCase));

    private List<SecretEntry> Entries(RegisteredVault vault, string filter)
    {
        AnnounceOrRefuseLock(vault);
        return _module.Call("Get-SecretInfo", vault.Name, filter).Select(i => new SecretEntry(i)).ToList();
    }

    private void AnnounceOrRefuseLock(RegisteredVault vault)
    {
        if (!WouldAsk(vault))
            return;
        if (!_canPrompt)
            throw new AdminException(ErrorCode.VaultLocked, ("vault", vault.Name));
        // SecretStore only says "Enter password": nobody knows for what.
        if (_announced.Add(vault.Name))
            _announce($"The vault {vault.Name} is locked. It asks for its own password now, not for the Atlassian key.");
    }

    private static bool WouldAsk(RegisteredVault vault)
    {
        if (!vault.IsSecretStore)
            return false;
        if (!SecretStoreLock.CanTell)
            SecretManagementModule.Load(vault.ModulePath);
        return SecretStoreLock.IsLocked();
    }

    private RegisteredVault Named(string vault) =>
        All().Find(v => string.Equals(v.Name, vault, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdminException(ErrorCode.VaultNotFound, ("vault", vault), ("detail", "no vault of that name is registered"));

    /// <summary>The vaults, the default one first, and one of those that share their storage.</summary>
    private List<RegisteredVault> Vaults()
    {
        List<RegisteredVault> vaults = All().OrderByDescending(v => v.IsDefault).GroupBy(v => v.Storage).Select(g => g.First()).ToList();
        return vaults.Count > 0
            ? vaults
            : throw new AdminException(ErrorCode.VaultNotFound, ("vault", "none was named"), ("detail", "no vault is registered"));
    }

    private List<RegisteredVault> All() => _module.Call("Get-SecretVault").Select(v => new RegisteredVault(v)).ToList();

    private static AtlassianAdminKey Info(SecretEntry entry, RegisteredVault vault) =>
        new(entry.Name, vault.Name, entry.OrganizationId, entry.ExpiresOn);

    private static string Names(IEnumerable<RegisteredVault> vaults) => string.Join(", ", vaults.Select(v => v.Name));
}
