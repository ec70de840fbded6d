namespace AtlassianAdmin.Commands.Keys;

/// <summary>Lists the stored admin keys: name, vault, organization and expiry, never the key.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianAdminKey")]
[OutputType(typeof(AtlassianAdminKey))]
public sealed class GetAtlassianAdminKeyCommand : AdminKeyCmdlet
{
    /// <summary>Names of secrets; wildcards are understood. Without it, every secret that Set-AtlassianAdminKey stored.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? SecretName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            IReadOnlyList<AtlassianAdminKey> stored = Keys.List(Vault);
            if (SecretName is null)
                WriteObject(stored, enumerateCollection: true);
            foreach (string name in SecretName ?? [])
                Write(name, stored);
        }
        catch (AdminException e)
        {
            Fail(e, Vault);
        }
    }

    private void Write(string name, IReadOnlyList<AtlassianAdminKey> stored)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        List<AtlassianAdminKey> found = stored.Where(k => pattern.IsMatch(k.SecretName)).ToList();
        WriteObject(found, enumerateCollection: true);
        if (found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name))
            return;
        try
        {
            // Named outright, a secret that something else stored is looked at too.
            using StoredAdminKey key = Keys.Read(name, Vault);
            WriteObject(key.Info);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, name));
        }
    }
}
