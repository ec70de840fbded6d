using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Undo;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>Undoes what a journal proves to have been changed, the last change first, from the state that was recorded before.</summary>
[Cmdlet(VerbsCommon.Undo, "AtlassianChange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class UndoAtlassianChangeCommand : ConnectedCmdlet
{
    private RunJournalFile? _journal;

    /// <summary>Only what was changed for these people; without it, for everybody.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity[]? Identity { get; set; }

    /// <summary>Only the change of that number, as Get-AtlassianChange -JournalPath shows it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public int Number { get; set; }

    /// <summary>Only what that run changed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? RunId { get; set; }

    /// <summary>Why it is undone; kept in the journal only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Reason { get; set; }

    /// <summary>The ticket of the undoing; kept in the journal only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Ticket { get; set; }

    /// <summary>The file of the journal.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>Returns a change object for each thing that was changed back.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private WantedChanges Wanted => field ??= new WantedChanges(this);

    // A list that happens to be empty means nobody, and not everybody.
    private bool IsNarrowed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity)) || Number > 0;

    // A step names its site by the host.
    private protected override ITargetConnection TargetConnection => field ??= new OrganizationTarget(Used, ScimInUse, State.Sites.Where(s => Hold(s.Lifetime)).ToList());

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(ConfirmImpact.High) { ReturnsChanges = PassThru });

    /// <inheritdoc/>
    protected override void ProcessRecord() => Wanted.Add(Identity ?? [], Number > 0 ? Number : null);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            // Making a journal only to find nothing in it would hide a slip of the path.
            _journal = new RunJournalFile(this, Used, JournalPath);
            ChangeJournal content = ChangeJournal.Read(_journal.Path);
            if (content.Warning is { } damage)
                WriteWarning(damage);
            Wanted.Find(content);
            JournalWriter? writer = IsOn("WhatIf", "WhatIfPreference") ? null : _journal.Open();
            var request = new UndoRequest { RunId = RunId, Wanted = IsNarrowed ? IsWanted : null, Reason = Reason, Ticket = Ticket };
            UndoRunner runner = UndoRunner.Create(
                TargetConnection.Clients, Used.Guard, Used.DisplayName, ChangeJournal.Read(_journal.Path), request, writer, _journal.ConnectionJournal, TypedParameters.Of(this));
            Engine.Info = runner.Info;
            Engine.Run(runner.Stages, "Undo", unit => unit.Description);
            runner.Finish();
            if (runner.WhatStays() is { } stays)
                WriteWarning(stays);
            _journal.Dispose();
            base.EndProcessing();
        }
        catch (AdminException e)
        {
            Fail(e, JournalPath);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // What is in flight is answered first, so that the journal has the answers.
        base.Dispose(disposing);
        if (disposing)
            _journal?.Dispose();
    }

    private bool IsWanted(JournaledChange change) =>
        MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity)) ? Wanted.Contains(change) : change.Number == Number;
}
