namespace AtlassianAdmin.Commands.Site;

/// <summary>Closes the connection to a site and wipes its token.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AtlassianSite", DefaultParameterSetName = "Site")]
[OutputType(typeof(void))]
public sealed class DisconnectAtlassianSiteCommand : AtlassianCmdlet
{
    /// <summary>The site to close, or its host; without it the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Site")]
    [SiteTransformation]
    [ArgumentCompleter(typeof(SiteHostCompleter))]
    public AtlassianSite? Site { get; set; }

    /// <summary>Closes every site of this session.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
            State.Close(State.Sites);
        else if ((Site ?? State.CurrentSite) is { } site)
            State.Close(site);
    }
}
