namespace AtlassianAdmin.Commands.Keys;

/// <summary>Lists the stored admin keys: name, vault, organization and expiry, never the key.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianAdminKey")]
[OutputType(typeof(AtlassianAdminKey))]
public sealed class GetAtlassianAdminKeyCommand : AtlassianCmdlet
{
    /// <summary>Names of secrets; wildcards are understood. Without it, every secret that Set-AtlassianAdminKey stored.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? SecretName { get; set; }

    /// <summary>The vault of SecretManagement; without it, the default vault, or the one that holds the secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("VaultName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? Vault { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var vaults = new AdminKeyVault(this);
            IReadOnlyList<AtlassianAdminKey> stored = vaults.List(Vault);
            if (SecretName is null)
                WriteObject(stored, enumerateCollection: true);
            else
                ReadEach(SecretName, name => name, name => Write(vaults, name, stored));
        }
        catch (AdminException e)
        {
            Fail(e, Vault);
        }
    }

    private void Write(AdminKeyVault vaults, string name, IReadOnlyList<AtlassianAdminKey> stored)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        List<AtlassianAdminKey> found = stored.Where(k => pattern.IsMatch(k.SecretName)).ToList();
        WriteObject(found, enumerateCollection: true);
        if (found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name))
            return;
        // Named outright, a secret that something else stored is looked at too.
        using StoredSecret key = vaults.Read(name, Vault, SecretKind.AdminKey);
        WriteObject(key.Info);
    }
}
