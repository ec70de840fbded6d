using AtlassianAdmin.Changes.Operations;

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

    /// <summary>The words of the question, such as <c>Disable account</c>.</summary>
    private protected abstract string Question { get; }

    private protected abstract ConfirmImpact Impact { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        UseEngine(new EngineSettings(Impact) { ReturnsChanges = PassThru, Verify = Verify });
    }

    /// <summary>What is asked for one person, from the parameters as they are bound now.</summary>
    private protected abstract OperationSpec CreateSpec(UserIdentity identity);

    /// <summary>Everything that is asked for one person, each with a question of its own.</summary>
    private protected virtual IEnumerable<OperationSpec> CreateSpecs(UserIdentity identity) => [CreateSpec(identity)];

    private protected sealed override void Collect(UserIdentity identity)
    {
        // Made first: the question may tell what it has found out.
        foreach (OperationSpec spec in CreateSpecs(identity))
            Engine.Add(identity, spec, Question, Asked(identity, Question));
    }
}
