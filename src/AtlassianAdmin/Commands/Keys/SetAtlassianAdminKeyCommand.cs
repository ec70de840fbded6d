using System.Security;

namespace AtlassianAdmin.Commands.Keys;

/// <summary>Stores an admin API key in a vault of SecretManagement, with the organization it is for and the day it expires. The key is not tried out.</summary>
[Cmdlet(VerbsCommon.Set, "AtlassianAdminKey", SupportsShouldProcess = true, DefaultParameterSetName = "ApiKey")]
[OutputType(typeof(AtlassianAdminKey))]
public sealed class SetAtlassianAdminKeyCommand : AtlassianCmdlet
{
    /// <summary>The name of the secret: letters, digits and hyphens.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string SecretName { get; set; } = AtlassianAdminKey.DefaultSecretName;

    /// <summary>The admin API key. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [SecureStringTransformation]
    [AllowNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>The key as the password of a credential; the user name may be the organization id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [ValidateNotNull]
    [Credential]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public PSCredential? Credential { get; set; }

    /// <summary>The id of the organization that the key is for, from the address of admin.atlassian.com.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string? OrganizationId { get; set; }

    /// <summary>When the key expires, as shown where it was created. Connecting warns 30, 7 and 1 days before.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? ExpiresOn { get; set; }

    /// <summary>Keeps a secret of that name that is there already, and fails.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns what is known of the stored key, without the key.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

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
            CheckName();
            var source = new SecretSource(this, SecretKind.AdminKey);
            using TakenSecret secret = ParameterSetName == "Credential" ? source.From(Credential, "-Credential") : source.From(ApiKey, "-ApiKey");
            if (secret.Key.Shape == ApiKeyShape.PersonalToken)
                WriteWarning("This looks like a user's personal API token (it begins with ATATT); the admin API takes only an organization's admin API key. It is stored as given.");
            string? organizationId = OrganizationId?.Trim() ?? secret.Facts.OrganizationId;
            var vaults = new AdminKeyVault(this);
            string vault = vaults.Target(Vault);
            if (NoClobber && vaults.Exists(SecretName, vault))
                throw new AdminException(ErrorCode.SecretExists, ("secret", SecretName), ("vault", "the vault " + vault));
            if (!Ask(AtlassianAdminKey.Describe(SecretName, vault), "Store admin API key", "Storing a key"))
                return;
            AtlassianAdminKey stored = vaults.Write(SecretName, vault, secret.Key, organizationId, ExpiresOn);
            if (AdminKeyVault.ExpiryWarning(stored.ExpiresOn, DateTimeOffset.UtcNow) is { } warning)
                WriteWarning(warning);
            if (PassThru)
                WriteObject(stored);
        }
        catch (AdminException e)
        {
            // What was typed as a name may be the key itself.
            Fail(e, Redaction.Scrub(SecretName));
        }
    }

    private void CheckName()
    {
        AdminKeyVault.RefuseKeyAsName(SecretName);
        if (!SecretName.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-'))
            throw new AdminException(ErrorCode.InvalidSecretName, ("detail", $"'{SecretName}' holds a character that some vaults refuse"));
    }
}
