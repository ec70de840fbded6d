using System.Security;
using AtlassianAdmin.Client;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Commands.Connections;

/// <summary>A cmdlet that takes the admin key from one of its sources.</summary>
public abstract class KeySourceCmdlet : AtlassianCmdlet
{
    private const int MostPeople = 1_000_000;

    /// <summary>The id of the organization, from the address of admin.atlassian.com. Without it, the one stored with the key, or the only one the key sees.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string? OrganizationId { get; set; }

    /// <summary>The admin API key. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [AllowNull]
    [SecureStringTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>The key as the password of a credential, as Azure Automation keeps it; the user name may be the organization id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [AllowNull]
    [KeyCredential]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of a secret that holds the key, in a vault of SecretManagement.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Secret")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault; without it, the one that holds the secret.</summary>
    [Parameter(ParameterSetName = "Secret")]
    [Parameter(ParameterSetName = "Default")]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? Vault { get; set; }

    /// <summary>The name of an environment variable that holds the key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Environment")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(EnvironmentVariableCompleter))]
    public string? ApiKeyEnvironmentVariable { get; set; }

    /// <summary>Uses a simulated organization inside this process: no key, no network, nobody harmed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sandbox")]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How many people the simulated organization has.</summary>
    [Parameter(ParameterSetName = "Sandbox")]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int UserCount { get; set; } = 250;

    /// <summary>Which simulated organization: the same seed gives the same people.</summary>
    [Parameter(ParameterSetName = "Sandbox")]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary>The key of the SCIM directory that an identity provider writes into; not the admin key. A plain string is taken too, with a warning.</summary>
    [Parameter]
    [AllowNull]
    [SecureStringTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ScimApiKey { get; set; }

    /// <summary>The name of a secret that holds the key of the SCIM directory, in a vault of SecretManagement.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? ScimSecretName { get; set; }

    /// <summary>The vault that holds the key of the SCIM directory; without it, the one that has the secret.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? ScimVault { get; set; }

    /// <summary>The id of the SCIM directory, from its SCIM base URL; needed unless it is stored with the key.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ScimDirectoryId { get; set; }

    /// <summary>Where the admin API is: https, or http to this machine. Without it, Atlassian.</summary>
    [Parameter]
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

    /// <summary>Takes the key from where the parameters say.</summary>
    private protected TakenSecret TakeKey()
    {
        // What is empty is refused here and not at binding: a command that fails there leaves the organization before connected.
        if (OrganizationId is not null && string.IsNullOrWhiteSpace(OrganizationId))
            throw new AdminException(ErrorCode.OrganizationNotFound, ("organization", "with an empty id (-OrganizationId is empty)"));
        SecretSource.RefuseBlankVault(Vault, "-Vault");
        var source = new SecretSource(this, SecretKind.AdminKey);
        return ParameterSetName switch
        {
            "ApiKey" => source.From(ApiKey, "-ApiKey"),
            "Credential" => source.From(Credential, "-Credential"),
            "Environment" => source.FromEnvironment(ApiKeyEnvironmentVariable, "-ApiKeyEnvironmentVariable"),
            "Secret" => source.FromVault(SecretName, Vault, "-SecretName", "-Vault"),
            "Sandbox" => source.From(NewSandbox()),
            _ => FromOnlyStoredKey(source),
        };
    }

    /// <summary>Takes the key of a SCIM directory from where the parameters say; null when they say nothing of one.</summary>
    private protected TakenSecret? TakeScimKey()
    {
        bool isSecret = MyInvocation.BoundParameters.ContainsKey(nameof(ScimSecretName));
        bool isKey = MyInvocation.BoundParameters.ContainsKey(nameof(ScimApiKey));
        if (isSecret && isKey)
            throw SecretKind.ScimKey.Missing("-ScimApiKey and -ScimSecretName name two");
        if (ScimVault is not null && !isSecret)
            throw SecretKind.ScimKey.Missing("-ScimVault names a vault, and -ScimSecretName no secret of it");
        var source = new SecretSource(this, SecretKind.ScimKey);
        return isSecret ? source.FromVault(ScimSecretName, ScimVault, "-ScimSecretName", "-ScimVault")
            : isKey || MyInvocation.BoundParameters.ContainsKey(nameof(ScimDirectoryId)) ? source.From(ScimApiKey, "-ScimApiKey")
            : null;
    }

    /// <summary>The options of a client for this key.</summary>
    private protected AdminClientOptions Options(TakenSecret secret, string? organizationId, int throttleLimit = 8, int maxWaitSeconds = 900)
    {
        if (secret.Sandbox is { } sandbox)
        {
            // Its own host, so that two simulated organizations share no limit; .invalid can never be reached.
            return new AdminClientOptions(secret.Key, sandbox.OrganizationId, new Uri($"https://{Guid.NewGuid():N}.sandbox.invalid/"))
            {
                ThrottleLimit = throttleLimit,
                MaxWait = TimeSpan.FromSeconds(maxWaitSeconds),
                Network = () => new SandboxHandler(sandbox),
            };
        }

        ProxySettings proxy = ProxySettings.From(Proxy, ProxyCredential, ProxyUseDefaultCredentials);
        return new AdminClientOptions(secret.Key, organizationId, BaseUri)
        {
            ThrottleLimit = throttleLimit,
            MaxWait = TimeSpan.FromSeconds(maxWaitSeconds),
            Proxy = proxy.Proxy,
            ProxyUseDefaultCredentials = proxy.UsesDefaultCredentials,
        };
    }

    private SandboxOrganization NewSandbox()
    {
        WholeNumberAttribute.Check("-UserCount", UserCount, SandboxOptions.MinimumUserCount, MostPeople);
        WholeNumberAttribute.Check("-Seed", Seed, int.MinValue, int.MaxValue);
        return new SandboxOrganization(new SandboxOptions { UserCount = UserCount, Seed = Seed });
    }

    private TakenSecret FromOnlyStoredKey(SecretSource source)
    {
        List<AtlassianAdminKey> keys = new AdminKeyVault(this).List(Vault)
            .Where(k => OrganizationId is null || string.Equals(k.OrganizationId, OrganizationId, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return keys.Count switch
        {
            1 => source.FromVault(keys[0].SecretName, Vault ?? keys[0].VaultName, "-SecretName", "-Vault"),
            0 => throw SecretKind.AdminKey.Missing(OrganizationId is null
                ? "none was given and none is stored (Set-AtlassianAdminKey stores one)"
                : $"none was given and none is stored for organization {OrganizationId} (Set-AtlassianAdminKey stores one)"),
            _ => throw SecretKind.AdminKey.Missing(
                $"none was given and several are stored ({string.Join(", ", keys.Select(k => k.SecretName))}); name one with -SecretName or -OrganizationId"),
        };
    }
}
