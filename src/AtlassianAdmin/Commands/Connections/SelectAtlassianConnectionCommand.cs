namespace AtlassianAdmin.Commands.Connections;

/// <summary>Makes another open connection of this session the one that cmdlets use when none is named.</summary>
[Cmdlet(VerbsCommon.Select, "AtlassianConnection")]
[OutputType(typeof(AtlassianConnection))]
public sealed class SelectAtlassianConnectionCommand : AtlassianCmdlet
{
    /// <summary>The connection, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public AtlassianConnection? Connection { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // As with Connect: one that fails must not leave the organization before.
        State.ClearCurrent();
        if (Connection is null || !State.Select(Connection))
            Fail(NotConnected.Elsewhere(Connection));
        if (PassThru)
            WriteObject(Connection);
    }
}
