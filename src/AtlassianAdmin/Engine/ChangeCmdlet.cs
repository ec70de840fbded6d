namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that changes things that are no persons: groups and keys.</summary>
public abstract class ChangeCmdlet : ConnectedCmdlet
{
    /// <summary>Returns a change object for each thing that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Reads the state back after the change, and says so in the change object.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected abstract ConfirmImpact Impact { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(Impact) { ReturnsChanges = PassThru, Verify = Verify });
}
