using System.Security;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Site;
using AtlassianAdmin.Commands.Connections;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Commands.Site;

/// <summary>Connects to a Jira site with a user's own API token. Until it succeeds, no site is connected, not even the one before.</summary>
[Cmdlet(VerbsCommunications.Connect, "AtlassianSite", DefaultParameterSetName = "ApiToken")]
[OutputType(typeof(AtlassianSite))]
public sealed class ConnectAtlassianSiteCommand : AtlassianCmdlet
{
    /// <summary>The site: its host, such as acme.atlassian.net, the name before .atlassian.net, or its address. Without it, the one stored with the token.</summary>
    [Parameter(Position = 0)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Site { get; set; }

    /// <summary>The e-mail address of the token's owner. Without it, the user name of the credential, or the one stored with the token.</summary>
    [Parameter(Position = 1, ParameterSetName = "ApiToken")]
    [Parameter(Position = 1, ParameterSetName = "Credential")]
    [Parameter(Position = 1, ParameterSetName = "Secret")]
    [Parameter(Position = 1, ParameterSetName = "Environment")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Email { get; set; }

    /// <summary>The user's API token. A plain string is taken too, with a warning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ApiToken")]
    [AllowNull]
    [SecureStringTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public SecureString? ApiToken { get; set; }

    /// <summary>The e-mail address and the token as a credential.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [AllowNull]
    [KeyCredential]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of a secret that holds the token, in a vault of SecretManagement.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Secret")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault; without it, the one that holds the secret.</summary>
    [Parameter(ParameterSetName = "Secret")]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? Vault { get; set; }

    /// <summary>The name of an environment variable that holds the token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Environment")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(EnvironmentVariableCompleter))]
    public string? ApiTokenEnvironmentVariable { get; set; }

    /// <summary>Uses a simulated site inside this process: of the simulated organization that is connected, or of one of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sandbox")]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>Says that the token was created with scopes: such tokens work only through Atlassian's gateway.</summary>
    [Parameter(ParameterSetName = "ApiToken")]
    [Parameter(ParameterSetName = "Credential")]
    [Parameter(ParameterSetName = "Secret")]
    [Parameter(ParameterSetName = "Environment")]
    public SwitchParameter Scoped { get; set; }

    /// <summary>How many requests may be in flight at once.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The longest wait for the rate limit, in seconds.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int MaxWaitSeconds { get; set; } = 900;

    /// <summary>Refuses every change on this site, before anything is sent.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>The most different people that this connection may change; 0 for no limit.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int MaxChanges { get; set; }

    /// <summary>People that this connection never changes.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? ProtectedIdentity { get; set; } = [];

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

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A connection that fails must leave none: what follows in a script would hit the site before.
        State.ClearCurrentSite();
        try
        {
            Connect();
        }
        catch (AdminException e)
        {
            Fail(e);
        }
    }

    private void Connect()
    {
        WholeNumberAttribute.Check("-ThrottleLimit", ThrottleLimit, 1, ConnectAtlassianOrganizationCommand.MostAtOnce);
        WholeNumberAttribute.Check("-MaxWaitSeconds", MaxWaitSeconds, 0, ConnectAtlassianOrganizationCommand.LongestWait);
        WholeNumberAttribute.Check("-MaxChanges", MaxChanges, 0, int.MaxValue);
        TakenSecret secret = TakeToken();
        SiteClient? client = null;
        bool isConnected = false;
        try
        {
            SiteClient made = client = CreateClient(secret, OwnerOf(secret));
            SiteUser owner = Await(Begin(() => made.Users.GetMyselfAsync(GiveUp)));
            var guard = new ChangeGuard(ReadOnly, MaxChanges, Protect(made));
            var site = new AtlassianSite(made, owner, guard, secret.Description, Scoped, secret.Sandbox is not null)
            {
                Operator = SessionOperator.Of(SessionState),
            };
            State.Add(site);
            isConnected = true;
            if (PassThru)
                WriteObject(site);
        }
        finally
        {
            if (!isConnected)
            {
                client?.Dispose();
                secret.Dispose();
            }
        }
    }

    private TakenSecret TakeToken()
    {
        var source = new SecretSource(this, SecretKind.SiteToken);
        return ParameterSetName switch
        {
            "Credential" => source.From(Credential, "-Credential"),
            "Environment" => source.FromEnvironment(ApiTokenEnvironmentVariable, "-ApiTokenEnvironmentVariable"),
            "Secret" => source.FromVault(SecretName, Vault, "-SecretName", "-Vault"),
            "Sandbox" => source.From(State.CurrentConnection?.Sandbox ?? new SandboxOrganization()),
            _ => source.From(ApiToken, "-ApiToken"),
        };
    }

    private string OwnerOf(TakenSecret secret)
    {
        string owner = (Email ?? secret.Facts.Email)?.Trim() ?? "";

        // What stands before the first colon is the user name of Basic authentication.
        if (owner.IndexOf('@') <= 0 || owner.IndexOf(':') >= 0)
            throw SecretKind.SiteToken.Missing(owner.Length == 0 ? "-Email is missing" : "-Email is no e-mail address");
        return owner;
    }

    private SiteClient CreateClient(TakenSecret secret, string owner)
    {
        if (secret.Sandbox is { } sandbox)
        {
            string host = sandbox.SiteHosts.FirstOrDefault(h => Site is null || string.Equals(h, Site.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new AdminException(ErrorCode.SiteNotFound, ("site", $"'{Site}'"), ("detail", $"the sandbox has {string.Join(" and ", sandbox.SiteHosts)}"));

            // Its own address, so that two simulated sites share no limit; .invalid can never be reached.
            return new SiteClient(Options(secret, new Uri($"https://{host}.{Guid.NewGuid():N}.sandbox.invalid/"), () => new SandboxHandler(sandbox)), owner, host);
        }

        SiteAddress site = SiteAddress.From(Site ?? secret.Facts.Site);
        if (!Scoped)
            return new SiteClient(Options(secret, site.Uri), owner, site.Host);
        using var asker = new SiteClient(Options(secret, site.Uri), owner, site.Host);
        string cloudId = Await(Begin(() => asker.GetCloudIdAsync(GiveUp)));
        return new SiteClient(Options(secret, site.Gateway(cloudId)), owner, site.Host);
    }

    private AdminClientOptions Options(TakenSecret secret, Uri address, Func<System.Net.Http.HttpMessageHandler>? network = null)
    {
        ProxySettings proxy = ProxySettings.From(Proxy, ProxyCredential, ProxyUseDefaultCredentials);
        return new AdminClientOptions(secret.Key, organizationId: null, address)
        {
            ThrottleLimit = ThrottleLimit,
            MaxWait = TimeSpan.FromSeconds(MaxWaitSeconds),
            Proxy = proxy.Proxy,
            ProxyUseDefaultCredentials = proxy.UsesDefaultCredentials,
            Network = network,
        };
    }

    private List<string> Protect(SiteClient client)
    {
        // Nothing where people were meant protects nobody, and is refused like anybody who cannot be found.
        UserIdentity[] meant = (ProtectedIdentity ?? [null!]).Select(i => i ?? new UserIdentity("")).ToArray();
        if (meant.Length == 0)
            return [];
        IReadOnlyList<ResolvedIdentity> people = Await(Begin(() => IdentityResolver.ResolveAsync(new SitePeople(client), meant, GiveUp)));
        return people.FirstOrDefault(p => p.Failure is not null)?.Failure is { } failure
            ? throw failure
            : people.Select(p => p.Target!.AccountId).ToList();
    }
}
