namespace AtlassianAdmin.Commands.Connections;

/// <summary>Lists the open connections of this session.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianConnection")]
[OutputType(typeof(AtlassianConnection))]
public sealed class GetAtlassianConnectionCommand : AtlassianCmdlet
{
    /// <summary>Names to look for; wildcards are understood. Without it, all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only the connection that cmdlets use when none is named.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(State.Connections.Where(IsAskedFor), enumerateCollection: true);

    private bool IsAskedFor(AtlassianConnection connection) =>
        (!Current || ReferenceEquals(connection, State.CurrentConnection))
        && (Name is null || System.Array.Exists(Name, n => WildcardPattern.Get(n, WildcardOptions.IgnoreCase).IsMatch(connection.Name)));
}
