namespace AtlassianAdmin.Commands.Connections;

/// <summary>Closes a connection and wipes its key.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AtlassianOrganization", DefaultParameterSetName = "Connection")]
[OutputType(typeof(void))]
public sealed class DisconnectAtlassianOrganizationCommand : AtlassianCmdlet
{
    /// <summary>The connection to close, or its name; without it the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Connection")]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public AtlassianConnection? Connection { get; set; }

    /// <summary>Closes every connection of this session.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
            State.Close(State.Connections);
        else if ((Connection ?? State.CurrentConnection) is { } connection)
            State.Close(connection);
    }
}
