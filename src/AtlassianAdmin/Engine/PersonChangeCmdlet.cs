namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that changes people; those named by e-mail are resolved in batches.</summary>
public abstract class PersonChangeCmdlet : PersonCmdlet
{
    /// <summary>Returns a change object for each thing that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Reads the state back after the change, and says so in the change object.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected abstract ConfirmImpact Impact { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        UseEngine(new EngineSettings(Impact) { ReturnsChanges = PassThru, Verify = Verify });
    }

    /// <summary>What is asked for one person, from the parameters as they are bound now.</summary>
    private protected abstract IEnumerable<AskedChange> ChangesOf(UserIdentity identity);

    private protected sealed override void Collect(UserIdentity identity) => Add(identity, ChangesOf(identity));
}
