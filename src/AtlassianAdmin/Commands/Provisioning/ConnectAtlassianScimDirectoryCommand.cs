using System.Security;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Provisioning;

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
    public string? DirectoryId { get; set; }

    /// <summary>The key of the SCIM directory; not the admin key. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiKey")]
    [AllowNull]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The key as the password of a credential; the user name may be the id of the directory.</summary>
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
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? Vault { get; set; }

    /// <summary>The name of an environment variable that holds the key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Environment")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(EnvironmentVariableCompleter))]
    public string? ApiKeyEnvironmentVariable { get; set; }

    /// <summary>Returns the connection that the directory now belongs to.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // As with the organization: one that fails must not leave the directory before.
        Used.DisconnectScim();
        ScimKeySource? source = null;
        ScimClient? client = null;
        try
        {
            source = TakeKey();
            if (source.Key.HadBearerPrefix)
                WriteWarning("The key began with 'Bearer ', which belongs to the request and not to the key: it was removed.");
            ScimClient made = client = source.CreateClient(Client.Options, DirectoryId);
            if (ScimKeySource.Warning(made, Await(Begin(() => ScimKeySource.ProbeAsync(made, GiveUp)))) is { } warning)
                WriteWarning(warning);
            Used.ConnectScim(made, source.Description);
            if (PassThru)
                WriteObject(Used);
        }
        catch (AdminException e)
        {
            client?.Dispose();
            source?.Key.Dispose();
            Fail(e, DirectoryId);
        }
    }

    private ScimKeySource TakeKey()
    {
        SecureStringTransformationAttribute.WarnIfFromText(this, ApiKey);
        return ParameterSetName switch
        {
            "ApiKey" => ScimKeySource.From(ApiKey, "-ApiKey"),
            "Credential" => ScimKeySource.From(Credential, "-Credential"),
            "Secret" => ScimKeySource.FromVault(this, SecretName, Vault, "-SecretName"),
            "Environment" => ScimKeySource.FromEnvironment(ApiKeyEnvironmentVariable),
            _ => ScimKeySource.From(Used.Sandbox ?? throw new AdminException(ErrorCode.ScimKeyMissing, ("detail", "none was given, and only a sandbox inside this process has one of its own"))),
        };
    }
}
