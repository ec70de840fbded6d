using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using AtlassianAdmin.Diagnosis;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Http;
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
            ?? (ParameterSetName == "Default" && OrganizationId is null && Vault is null && BaseUri is null ? State.CurrentConnection : null);
        if (connection is { IsClosed: true })
        {
            Write([ConnectionDoctor.Unusable(new AdminException(ErrorCode.NotConnected))]);
            return;
        }

        if (connection is not null)
        {
            Examine(connection.Client, connection.KeyExpiresOn);
            return;
        }

        KeySource source;
        try
        {
            source = TakeKey();
        }
        catch (AdminException e)
        {
            Write([ConnectionDoctor.Unusable(e)]);
            return;
        }

        using (source.Key)
        {
            try
            {
                using var client = new AdminClient(Options(source, OrganizationId ?? source.OrganizationId));
                Examine(client, source.ExpiresOn);
            }
            catch (AdminException e)
            {
                Write([ConnectionDoctor.Unusable(e)]);
            }
        }
    }

    private void Examine(AdminClient client, System.DateTimeOffset? expiresOn) =>
        Write(Await(Begin(() => Paging.ToListAsync(new ConnectionDoctor(client, expiresOn).ExamineAsync(GiveUp)))));

    private void Write(List<ConnectionCheck> checks)
    {
        if (Quiet)
            WriteObject(checks.All(c => c.Status != CheckStatus.Fail));
        else
            WriteObject(checks, enumerateCollection: true);
    }
}
