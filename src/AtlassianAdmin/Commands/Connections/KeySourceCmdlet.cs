using System.Net;
using System.Security;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Users;
using AtlassianAdmin.Sandbox;
using AtlassianAdmin.Sandbox.Http;

namespace AtlassianAdmin.Commands.Connections;

/// <summary>A cmdlet that takes the admin key from one of its sources.</summary>
public abstract class KeySourceCmdlet : AtlassianCmdlet
{
    private const int MostPeople = 1_000_000;

    /// <summary>The id of the organization, from the address of admin.atlassian.com. Without it, the one stored with the key, or the only one the key sees.</summary>
    [Parameter(Position = 0)]
    public string? OrganizationId { get; set; }

    /// <summary>The admin API key. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [AllowNull]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The key as the password of a credential, as Azure Automation keeps it; the user name may be the organization id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [AllowNull]
    [KeyCredential]
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
    public int UserCount { get; set; } = 250;

    /// <summary>Which simulated organization: the same seed gives the same people.</summary>
    [Parameter(ParameterSetName = "Sandbox")]
    [WholeNumber]
    public int Seed { get; set; } = 1;

    /// <summary>The key of the SCIM directory that an identity provider writes into; not the admin key. A plain string is taken too, with a warning.</summary>
    [Parameter]
    [AllowNull]
    [SecureStringTransformation]
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
    public string? ScimDirectoryId { get; set; }

    /// <summary>Where the admin API is: https, or http to this machine. Without it, Atlassian.</summary>
    [Parameter]
    [Address]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy to use; without it, the system's.</summary>
    [Parameter]
    [Address]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Signs in to the proxy as the current user.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Takes the key from where the parameters say.</summary>
    private protected KeySource TakeKey()
    {
        // What is empty is refused here and not at binding: a command that fails there leaves the organization before connected.
        if (OrganizationId is not null && string.IsNullOrWhiteSpace(OrganizationId))
            throw new AdminException(ErrorCode.OrganizationNotFound, ("organization", "with an empty id (-OrganizationId is empty)"));
        if (Vault is not null && string.IsNullOrWhiteSpace(Vault))
            throw new AdminException(ErrorCode.VaultNotFound, ("vault", "''"), ("detail", "-Vault is empty"));
        ProxySettings.Check(Proxy);
        KeySource source = ParameterSetName switch
        {
            "ApiKey" => new KeySource(Client.Http.ApiKey.From(ApiKey ?? throw Empty("-ApiKey")), "-ApiKey"),
            "Credential" => FromCredential(Credential ?? throw Empty("-Credential")),
            "Environment" => FromEnvironment(NotBlank(ApiKeyEnvironmentVariable, "-ApiKeyEnvironmentVariable")),
            "Sandbox" => FromSandbox(),
            "Secret" => FromVault(NotBlank(SecretName, "-SecretName")),
            _ => FromVault(OnlyStoredKey()),
        };
        SecureStringTransformationAttribute.WarnIfFromText(this, ApiKey);
        if (source.Key.HadBearerPrefix)
            WriteWarning("The key began with 'Bearer ', which belongs to the request and not to the key: it was removed.");
        return source;
    }

    /// <summary>Takes the key of a SCIM directory from where the parameters say; null when they say nothing of one.</summary>
    private protected ScimKeySource? TakeScimKey()
    {
        bool isSecret = MyInvocation.BoundParameters.ContainsKey(nameof(ScimSecretName));
        bool isKey = MyInvocation.BoundParameters.ContainsKey(nameof(ScimApiKey));
        if (isSecret && isKey)
            throw new AdminException(ErrorCode.ScimKeyMissing, ("detail", "-ScimApiKey and -ScimSecretName name two"));
        if (ScimVault is not null && !isSecret)
            throw new AdminException(ErrorCode.ScimKeyMissing, ("detail", "-ScimVault names a vault, and -ScimSecretName no secret of it"));
        if (ScimVault is not null && string.IsNullOrWhiteSpace(ScimVault))
            throw new AdminException(ErrorCode.VaultNotFound, ("vault", "''"), ("detail", "-ScimVault is empty"));
        if (!isSecret && !isKey && !MyInvocation.BoundParameters.ContainsKey(nameof(ScimDirectoryId)))
            return null;
        SecureStringTransformationAttribute.WarnIfFromText(this, ScimApiKey);
        return isSecret ? ScimKeySource.FromVault(this, ScimSecretName, ScimVault, "-ScimSecretName") : ScimKeySource.From(ScimApiKey, "-ScimApiKey");
    }

    /// <summary>The options of a client for this key.</summary>
    private protected AdminClientOptions Options(KeySource source, string? organizationId, int throttleLimit = 8, int maxWaitSeconds = 900)
    {
        if (source.Sandbox is { } sandbox)
        {
            // Its own host, so that two simulated organizations share no limit; .invalid can never be reached.
            return new AdminClientOptions(source.Key, sandbox.OrganizationId, new Uri($"https://{Guid.NewGuid():N}.sandbox.invalid/"))
            {
                ThrottleLimit = throttleLimit,
                MaxWait = TimeSpan.FromSeconds(maxWaitSeconds),
                Network = () => new SandboxHandler(sandbox),
            };
        }

        return new AdminClientOptions(source.Key, organizationId, BaseUri)
        {
            ThrottleLimit = throttleLimit,
            MaxWait = TimeSpan.FromSeconds(maxWaitSeconds),
            Proxy = ProxySettings.Of(Proxy, ProxyCredential, ProxyUseDefaultCredentials),
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
        };
    }

    private KeySource FromSandbox()
    {
        WholeNumberAttribute.Check("-UserCount", UserCount, SandboxOptions.MinimumUserCount, MostPeople);
        WholeNumberAttribute.Check("-Seed", Seed, int.MinValue, int.MaxValue);
        var sandbox = new SandboxOrganization(new SandboxOptions { UserCount = UserCount, Seed = Seed });
        return new KeySource(Client.Http.ApiKey.From(new NetworkCredential("", sandbox.ApiKey).SecurePassword), "the sandbox")
        {
            Sandbox = sandbox,
            OrganizationId = sandbox.OrganizationId,
        };
    }

    private static string NotBlank(string? value, string parameter) =>
        string.IsNullOrWhiteSpace(value) ? throw Empty(parameter) : value!;

    private static AdminException Empty(string parameter) => new(ErrorCode.KeyMissing, ("detail", $"{parameter} is empty"));

    // A credential asset has a user name to fill, and the organization id is what belongs there.
    private static KeySource FromCredential(PSCredential credential) =>
        new(Client.Http.ApiKey.From(credential.Password), "-Credential")
        {
            OrganizationId = Guid.TryParse(credential.UserName, out _) ? credential.UserName : null,
        };

    private static KeySource FromEnvironment(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(value))
            throw new AdminException(ErrorCode.KeyMissing, ("detail", $"the environment variable {variable} is not set or empty"));
        return new KeySource(Client.Http.ApiKey.From(new NetworkCredential("", value).SecurePassword), $"environment variable {variable}");
    }

    private KeySource FromVault(string secretName)
    {
        StoredAdminKey stored = new AdminKeyVault(this).Read(secretName, Vault);
        return new KeySource(Client.Http.ApiKey.From(stored.Secret), $"secret {secretName} in vault {stored.Info.VaultName}")
        {
            OrganizationId = stored.Info.OrganizationId,
            ExpiresOn = stored.Info.ExpiresOn,
        };
    }

    private string OnlyStoredKey()
    {
        List<AtlassianAdminKey> keys = new AdminKeyVault(this).List(Vault)
            .Where(k => OrganizationId is null || string.Equals(k.OrganizationId, OrganizationId, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (keys.Count == 1)
        {
            Vault ??= keys[0].VaultName;
            return keys[0].SecretName;
        }

        throw keys.Count == 0
            ? new AdminException(ErrorCode.KeyMissing, ("detail", OrganizationId is null
                ? "none was given and none is stored (Set-AtlassianAdminKey stores one)"
                : $"none was given and none is stored for organization {OrganizationId} (Set-AtlassianAdminKey stores one)"))
            : new AdminException(ErrorCode.KeyMissing, ("detail",
                $"none was given and several are stored ({string.Join(", ", keys.Select(k => k.SecretName))}); name one with -SecretName or -OrganizationId"));
    }
}
