using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Plans;

namespace AtlassianAdmin.Commands.Plans;

/// <summary>Runs a plan and journals every step, so that a run that was killed can be gone on with, proven, and undone.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AtlassianPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class InvokeAtlassianPlanCommand : ConnectedCmdlet
{
    private RunJournalFile? _journal;

    /// <summary>The plan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [PlanTransformation]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Plan? Plan { get; set; }

    /// <summary>The file of the journal.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>Goes on with a run that was begun before; begins one when there is none.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Runs only this part of the plan, from 1 to -PartCount: the others are runs of their own, each with its journal.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int? Part { get; set; }

    /// <summary>How many parts the plan is run in.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int? PartCount { get; set; }

    /// <summary>Runs only a plan that one of these has approved: a thumbprint, or a subject whose certificate this machine trusts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? RequireApproval { get; set; }

    /// <summary>Refuses a plan that was made longer ago.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Returns a change object for each step.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // A step names its site by the host.
    private protected override ITargetConnection TargetConnection => field ??= new OrganizationTarget(Used, ScimInUse, State.Sites.Where(s => Hold(s.Lifetime)).ToList());

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(ConfirmImpact.High) { ReturnsChanges = PassThru });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Plan!.Require(RequireApproval, MaxAge, Client.Options.Clock.GetUtcNow());
            PlanPart? part = CheckedPart();
            _journal = new RunJournalFile(this, Used, JournalPath);
            JournalWriter? writer = IsOn("WhatIf", "WhatIfPreference") ? null : _journal.Open();
            if (writer?.Warning is { } damage)
                WriteWarning(damage);
            PlanRunner runner = PlanRunner.Create(
                TargetConnection.Clients, Used.Guard, Plan!, Used.DisplayName, writer, Resume, _journal.ConnectionJournal, part, TypedParameters.Of(this));
            Engine.Info = runner.Info;
            WriteVerbose(Plan!.CostWith(Client));
            Engine.Run(runner.Stages, Plan.Verb, unit => unit.Description, runner.CheckAsync);
            runner.Finish();
            _journal.Dispose();
        }
        catch (AdminException e)
        {
            Fail(e, Plan);
        }
    }

    private PlanPart? CheckedPart()
    {
        if (Part is null && PartCount is null)
            return null;
        int count = PartCount ?? 0;
        int part = Part ?? 0;
        WholeNumberAttribute.Check("-PartCount", count, 1, int.MaxValue);
        WholeNumberAttribute.Check("-Part", part, 1, count);
        return new PlanPart(part, count);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // What is in flight is answered first, so that the journal has the answers.
        base.Dispose(disposing);
        if (disposing)
            _journal?.Dispose();
    }
}
