using System.Security;
using AtlassianAdmin.Client;

namespace AtlassianAdmin.Commands.Provisioning;

/// <summary>Connects the SCIM directory that an identity provider writes into, beside the organization.</summary>
[Cmdlet(VerbsCommunications.Connect, "AtlassianScimDirectory", DefaultParameterSetName = "Default")]
[OutputType(typeof(AtlassianConnection))]
public sealed class ConnectAtlassianScimDirectoryCommand : ConnectedCmdlet
{
    /// <summary>The id of the SCIM directory, from its SCIM base URL; needed unless it is stored with the key.</summary>
    [Parameter(Position = 0)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? DirectoryId { get; set; }

    /// <summary>The key of the SCIM directory; not the admin key. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [AllowNull]
    [SecureStringTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>The key as the password of a credential; the user name may be the id of the directory.</summary>
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
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? Vault { get; set; }

    /// <summary>The name of an environment variable that holds the key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Environment")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(EnvironmentVariableCompleter))]
    public string? ApiKeyEnvironmentVariable { get; set; }

    /// <summary>The proxy to use; without it, the one of the organization. A user name and a password in the address sign in to it.</summary>
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

    /// <summary>Returns the connection that the directory now belongs to.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // As with the organization: one that fails must not leave the directory before.
        Used.DisconnectScim();
        ScimConnection? scim = null;
        try
        {
            ScimConnection opened = scim = ScimConnection.Open(TakeKey(), Way(), DirectoryId);
            if (Await(Begin(() => opened.ProbeAsync(GiveUp))) is { } warning)
                WriteWarning(warning);
            Used.ConnectScim(opened);
            scim = null;
            if (PassThru)
                WriteObject(Used);
        }
        catch (AdminException e)
        {
            Fail(e, DirectoryId);
        }
        finally
        {
            scim?.Dispose();
        }
    }

    private TakenSecret TakeKey()
    {
        var source = new SecretSource(this, SecretKind.ScimKey);
        return ParameterSetName switch
        {
            "ApiKey" => source.From(ApiKey, "-ApiKey"),
            "Credential" => source.From(Credential, "-Credential"),
            "Secret" => source.FromVault(SecretName, Vault, "-SecretName", "-Vault"),
            "Environment" => source.FromEnvironment(ApiKeyEnvironmentVariable, "-ApiKeyEnvironmentVariable"),
            _ => source.From(Used.Sandbox ?? throw SecretKind.ScimKey.Missing("none was given, and only a sandbox inside this process has one of its own")),
        };
    }

    // The way of the organization, unless another proxy is named.
    private AdminClientOptions Way()
    {
        AdminClientOptions way = Client.Options;
        if (Proxy is null && !ProxyUseDefaultCredentials)
            return way;
        ProxySettings proxy = ProxySettings.From(Proxy, ProxyCredential, ProxyUseDefaultCredentials);
        return way.Through(proxy.Proxy, proxy.UsesDefaultCredentials);
    }
}
