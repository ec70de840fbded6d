using System.Security;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Commands.Keys;

/// <summary>
/// Replaces a stored admin key by a new one, which is proven against the service first: as long as the new key does not
/// reach the organization and its managed accounts, the old one stays where it is.
/// </summary>
[Cmdlet(VerbsData.Update, "AtlassianAdminKey", SupportsShouldProcess = true)]
[OutputType(typeof(AtlassianAdminKey))]
public sealed class UpdateAtlassianAdminKeyCommand : AtlassianCmdlet
{
    private const string NextStep =
        "Create an API key WITHOUT scopes at admin.atlassian.com > Organization settings > API keys, then run Update-AtlassianAdminKey again.";

    /// <summary>The name of the secret that holds the old key; also from objects that Get-AtlassianAdminKey returned.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string SecretName { get; set; } = AtlassianAdminKey.DefaultSecretName;

    /// <summary>The new key. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true)]
    [SecureStringTransformation]
    [AllowNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>When the new key expires. The expiry of the old key is not kept.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? ExpiresOn { get; set; }

    /// <summary>The id of the organization; needed only when none is stored with the old key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string? OrganizationId { get; set; }

    /// <summary>Where the admin API is: https, or http to this machine. Without it, Atlassian.</summary>
    [Parameter]
    [ValidateNotNull]
    [Address]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy to use; without it, the system's. A user name and a password in the address sign in to it.</summary>
    [Parameter]
    [ProxyAddress]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter]
    [Credential]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Signs in to the proxy as the current user.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Returns what is known of the new key, without the key.</summary>
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
            AdminKeyVault.RefuseKeyAsName(SecretName);
            using TakenSecret secret = new SecretSource(this, SecretKind.AdminKey).From(ApiKey, "-ApiKey");
            var vaults = new AdminKeyVault(this);
            using StoredSecret old = vaults.Read(SecretName, Vault, SecretKind.AdminKey);
            Replace(vaults, old, secret.Key);
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(this, Redaction.Scrub(SecretName)));
        }
    }

    private void Replace(AdminKeyVault vaults, StoredSecret old, ApiKey key)
    {
        try
        {
            string organizationId = OrganizationOf(old.Info);
            using (var client = new AdminClient(Options(key, organizationId)))
                Await(Begin(() => ProveAsync(client)));
            if (!Ask(AtlassianAdminKey.Describe(old.Info.SecretName, old.Info.VaultName), "Replace admin API key", "Replacing a key"))
                return;
            AtlassianAdminKey stored = vaults.Write(old.Info.SecretName, old.Info.VaultName, key, organizationId, ExpiresOn);
            WriteSummary(old.Info, stored);
            if (PassThru)
                WriteObject(stored);
        }
        catch (AdminException e)
        {
            string remedy = e.Code is ErrorCode.KeyRejected or ErrorCode.PersonalTokenUsed or ErrorCode.KeyHasScopes or ErrorCode.KeyLacksScope
                ? NextStep
                : e.Remedy;
            WriteError(e.ToErrorRecord(this, SecretName, $"{e.Message} {WhatIsStored(vaults, old)}", remedy));
        }
    }

    private AdminClientOptions Options(ApiKey key, string organizationId)
    {
        ProxySettings proxy = ProxySettings.From(Proxy, ProxyCredential, ProxyUseDefaultCredentials);
        return new AdminClientOptions(key, organizationId, BaseUri) { Proxy = proxy.Proxy, ProxyUseDefaultCredentials = proxy.UsesDefaultCredentials };
    }

    private async Task<bool> ProveAsync(AdminClient client)
    {
        await OrganizationProbe.ProveAsync(client, GiveUp).ConfigureAwait(false);
        return true;
    }

    private string OrganizationOf(AtlassianAdminKey old)
    {
        if (OrganizationId is not null && old.OrganizationId is not null && !string.Equals(OrganizationId.Trim(), old.OrganizationId, StringComparison.OrdinalIgnoreCase))
        {
            throw new AdminException(ErrorCode.SecretUnusable, ("secret", old.SecretName), ("detail",
                $"it is stored for organization {old.OrganizationId} and not for {OrganizationId}; Set-AtlassianAdminKey stores a key for another organization under another name"));
        }

        return old.OrganizationId ?? OrganizationId?.Trim()
            ?? throw new AdminException(ErrorCode.OrganizationNotFound, ("organization",
                $"none is stored with the secret {old.SecretName}, and none is named with -OrganizationId"));
    }

    /// <summary>What the secret holds after a failure: looked up, because a vault can fail half-way.</summary>
    private static string WhatIsStored(AdminKeyVault vaults, StoredSecret old)
    {
        string secret = $"The secret {old.Info.SecretName} in the vault {old.Info.VaultName}";
        try
        {
            using ApiKey before = Client.Http.ApiKey.From(old.Secret);
            using StoredSecret now = vaults.Read(old.Info.SecretName, old.Info.VaultName, SecretKind.AdminKey);
            using ApiKey after = Client.Http.ApiKey.From(now.Secret);
            return before.Identity == after.Identity
                ? $"{secret} was left as it was: it still holds the old key."
                : $"{secret} no longer holds the old key.";
        }
        catch (AdminException e)
        {
            return $"{secret} could not be read again ({e.Code}), so it may not hold the old key any more.";
        }
    }

    private void WriteSummary(AtlassianAdminKey old, AtlassianAdminKey stored)
    {
        if (AdminKeyVault.ExpiryWarning(stored.ExpiresOn, DateTimeOffset.UtcNow) is { } warning)
            WriteWarning(warning);
        if (stored.ExpiresOn is null && old.ExpiresOn is not null)
            WriteWarning("The expiry that was stored belonged to the old key and is gone. Give -ExpiresOn to be warned before the new key expires.");
        string source = AtlassianAdminKey.Describe(old.SecretName, old.VaultName);
        WriteWarnings(State.Connections.Where(c => string.Equals(c.KeySource, source, StringComparison.OrdinalIgnoreCase)).Select(connection =>
            $"The open connection {connection.Name} keeps using the old key until it is closed: run Connect-AtlassianOrganization again before you revoke the old key."));
    }
}
