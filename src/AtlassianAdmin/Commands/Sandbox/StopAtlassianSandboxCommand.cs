namespace AtlassianAdmin.Commands.Sandbox;

/// <summary>Stops simulated organizations that Start-AtlassianSandbox started; without parameters all of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AtlassianSandbox", DefaultParameterSetName = "All")]
[OutputType(typeof(void))]
public sealed class StopAtlassianSandboxCommand : AtlassianCmdlet
{
    /// <summary>The one to stop, as Start-AtlassianSandbox returned it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Sandbox")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public AtlassianSandbox? Sandbox { get; set; }

    /// <summary>The port of the one to stop.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Port")]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(SandboxPortCompleter))]
    public int Port { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AtlassianSandbox.Stop(ParameterSetName switch
    {
        "Sandbox" => [Sandbox!],
        "Port" => AtlassianSandbox.Running.Where(s => s.Port == Port),
        _ => AtlassianSandbox.Running,
    });
}
