using System.Management.Automation.Host;
using System.Security;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Commands.Keys;

/// <summary>A cmdlet that works on stored admin keys.</summary>
public abstract class AdminKeyCmdlet : AtlassianCmdlet
{
    private protected const string DefaultSecretName = "AtlassianAdminKey";

    private AdminKeyVault? _keys;

    /// <summary>The vault of SecretManagement; without it, the default vault, or the one that holds the secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("VaultName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? Vault { get; set; }

    private protected AdminKeyVault Keys => _keys ??= new AdminKeyVault(this);

    /// <summary>Takes the key out of a parameter, with a warning for what was wrong with it but harmless.</summary>
    private protected ApiKey Take(SecureString? secret)
    {
        SecureStringTransformationAttribute.WarnIfFromText(this, secret);
        ApiKey key = ApiKey.From(secret ?? throw new AdminException(ErrorCode.KeyMissing, ("detail", "-ApiKey is null")));
        if (key.HadBearerPrefix)
            WriteWarning("The key began with 'Bearer ', which belongs to the request and not to the key: it was removed.");
        return key;
    }

    /// <summary>A key that was typed in the place of a name is not told to anybody.</summary>
    private protected static void RefuseKeyAsName(string secretName)
    {
        if (Redaction.Scrub(secretName) != secretName)
            throw new AdminException(ErrorCode.InvalidSecretName, ("detail", "it looks like a key itself, which -ApiKey takes"));
    }

    /// <summary>Asks whether to go on, and fails with a coded error where nobody can be asked.</summary>
    private protected bool Agreed(AtlassianAdminKey key, string action, string gerund)
    {
        string what = $"secret {key.SecretName} in vault {key.VaultName}";
        try
        {
            return ShouldProcess(what, action);
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or PSNotImplementedException or NotImplementedException)
        {
            throw new AdminException(ErrorCode.ConfirmationUnavailable, e, ("account", what), ("action", gerund));
        }
    }

    private protected void WarnOfExpiry(DateTimeOffset? expiresOn)
    {
        if (AdminKeyVault.ExpiryWarning(expiresOn, DateTimeOffset.UtcNow) is { } warning)
            WriteWarning(warning);
    }
}
