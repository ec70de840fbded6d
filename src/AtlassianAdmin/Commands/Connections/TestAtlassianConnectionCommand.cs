using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Reviews.Diagnosis;

namespace AtlassianAdmin.Commands.Connections;

/// <summary>The key doctor: looks at everything a connection needs and says what is wrong and what to do. Takes a connection, or a key that does not connect.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AtlassianConnection", DefaultParameterSetName = "Default")]
[OutputType(typeof(ConnectionCheck))]
[OutputType(typeof(bool))]
public sealed class TestAtlassianConnectionCommand : KeySourceCmdlet
{
    /// <summary>The connection to look at, or its name; without it the current one, or the key that the other parameters name.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Default")]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public AtlassianConnection? Connection { get; set; }

    /// <summary>The connected site to look at instead, or its host.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Site")]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    [ValidateNotNull]
    public AtlassianSite? Site { get; set; }

    /// <summary>Returns only whether nothing failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Site is { } site)
        {
            Write(Examine(site));
            return;
        }

        // Nothing named is everything that is connected here; what is named is looked at alone.
        bool isSession = Connection is null && ParameterSetName == "Default" && OrganizationId is null && Vault is null && BaseUri is null
            && ScimApiKey is null && ScimSecretName is null && ScimVault is null && ScimDirectoryId is null;
        AtlassianConnection? connection = isSession ? State.CurrentConnection : Connection;
        List<ConnectionCheck> checks = connection is null ? ExamineKey() : Examine(connection);
        if (isSession)
            checks.AddRange(State.CurrentSite is { } current ? Examine(current) : [SiteDoctor.NotConnected()]);
        Write(checks);
    }

    private List<ConnectionCheck> ExamineKey()
    {
        try
        {
            using TakenSecret secret = TakeKey();
            using var client = new AdminClient(Options(secret, OrganizationId ?? secret.Facts.OrganizationId));
            using ScimConnection? scim = TakeScimKey() is { } key ? ScimConnection.Open(key, client.Options, ScimDirectoryId) : null;
            return Examine(client, secret.Facts.ExpiresOn, scim?.Client);
        }
        catch (AdminException e)
        {
            return [ConnectionDoctor.Unusable(e)];
        }
    }

    private List<ConnectionCheck> Examine(AtlassianConnection connection) =>
        Hold(connection.Lifetime)
            ? Examine(connection.Client, connection.KeyExpiresOn, connection.Scim is { } scim && Hold(scim.Lifetime) ? scim.Client : null)
            : [ConnectionDoctor.Unusable(new AdminException(ErrorCode.NotConnected))];

    private List<ConnectionCheck> Examine(AdminClient client, DateTimeOffset? expiresOn, ScimClient? scim) =>
        Await(Begin(() => Paging.ToListAsync(new ConnectionDoctor(client, expiresOn, scim).ExamineAsync(GiveUp))));

    private List<ConnectionCheck> Examine(AtlassianSite site) =>
        Hold(site.Lifetime)
            ? Await(Begin(() => Paging.ToListAsync(new SiteDoctor(site.Client).ExamineAsync(GiveUp))))
            : [ConnectionDoctor.Unusable(new AdminException(ErrorCode.SiteNotConnected))];

    private void Write(List<ConnectionCheck> checks)
    {
        if (Quiet)
            WriteObject(checks.All(c => c.Status != CheckStatus.Fail));
        else
            WriteObject(checks, enumerateCollection: true);
    }
}
