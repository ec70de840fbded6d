using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using AtlassianAdmin.Diagnosis;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Http;
using AtlassianAdmin.Provisioning;
using AtlassianAdmin.Site;

namespace AtlassianAdmin.Connections;

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
            Write(site.IsClosed
                ? [ConnectionDoctor.Unusable(new AdminException(ErrorCode.SiteNotConnected))]
                : Await(Begin(() => Paging.ToListAsync(new SiteDoctor(site.Client).ExamineAsync(GiveUp)))));
            return;
        }

        AtlassianConnection? connection = Connection
            ?? (ParameterSetName == "Default" && OrganizationId is null && Vault is null && BaseUri is null && ScimApiKey is null && ScimSecretName is null && ScimDirectoryId is null ? State.CurrentConnection : null);
        if (connection is { IsClosed: true })
        {
            Write([ConnectionDoctor.Unusable(new AdminException(ErrorCode.NotConnected))]);
            return;
        }

        if (connection is not null)
        {
            Examine(connection.Client, connection.KeyExpiresOn, connection.Scim);
            return;
        }

        KeySource? source = null;
        ScimKeySource? scimSource = null;
        try
        {
            source = TakeKey();
            scimSource = TakeScimKey();
        }
        catch (AdminException e)
        {
            source?.Key.Dispose();
            Write([ConnectionDoctor.Unusable(e)]);
            return;
        }

        using (source.Key)
        {
            try
            {
                using var client = new AdminClient(Options(source, OrganizationId ?? source.OrganizationId));
                using ScimClient? scim = scimSource?.CreateClient(client.Options, ScimDirectoryId);
                Examine(client, source.ExpiresOn, scim);
            }
            catch (AdminException e)
            {
                Write([ConnectionDoctor.Unusable(e)]);
            }
            finally
            {
                scimSource?.Key.Dispose();
            }
        }
    }

    private void Examine(AdminClient client, System.DateTimeOffset? expiresOn, ScimClient? scim) =>
        Write(Await(Begin(() => Paging.ToListAsync(new ConnectionDoctor(client, expiresOn, scim).ExamineAsync(GiveUp)))));

    private void Write(List<ConnectionCheck> checks)
    {
        if (Quiet)
            WriteObject(checks.All(c => c.Status != CheckStatus.Fail));
        else
            WriteObject(checks, enumerateCollection: true);
    }
}
