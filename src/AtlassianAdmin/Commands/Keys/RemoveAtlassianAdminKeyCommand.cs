namespace AtlassianAdmin.Commands.Keys;

/// <summary>Deletes a stored admin key from its vault. The key itself stays valid until it is revoked at admin.atlassian.com.</summary>
[Cmdlet(VerbsCommon.Remove, "AtlassianAdminKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveAtlassianAdminKeyCommand : AdminKeyCmdlet
{
    /// <summary>The name of the secret; also from objects that Get-AtlassianAdminKey returned.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string SecretName { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            string vault = Keys.Holding(SecretName, Vault);
            if (Agreed(new AtlassianAdminKey(SecretName, vault, organizationId: null, expiresOn: null), "Remove admin API key", "Removing a key"))
                Keys.Remove(SecretName, vault);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, SecretName));
        }
    }
}
