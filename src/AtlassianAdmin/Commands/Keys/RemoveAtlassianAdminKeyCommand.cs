namespace AtlassianAdmin.Commands.Keys;

/// <summary>Deletes a stored admin key from its vault. The key itself stays valid until it is revoked at admin.atlassian.com.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianAdminKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveAtlassianAdminKeyCommand : AtlassianCmdlet
{
    /// <summary>The name of the secret; also from objects that Get-AtlassianAdminKey returned.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string SecretName { get; set; } = "";

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
            string vault = vaults.Holding(SecretName, Vault);
            if (Ask(AtlassianAdminKey.Describe(SecretName, vault), "Remove admin API key", "Removing a key"))
                vaults.Remove(SecretName, vault);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, SecretName));
        }
    }
}
