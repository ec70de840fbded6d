using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Undo;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>Undoes what a journal proves to have been changed, the last change first, from the state that was recorded before.</summary>
[Cmdlet(VerbsCommon.Undo, "AtlassianChange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class UndoAtlassianChangeCommand : ConnectedCmdlet
{
    private readonly List<(UserIdentity Identity, int? Number)> _wanted = [];
    private RunJournalFile? _journal;

    /// <summary>Only what was changed for these people; without it, for everybody.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public UserIdentity[]? Identity { get; set; }

    /// <summary>Only the change of that number, as Get-AtlassianChange -JournalPath shows it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Number { get; set; }

    /// <summary>Only what that run changed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunId { get; set; }

    /// <summary>Why it is undone; kept in the journal only.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>The ticket of the undoing; kept in the journal only.</summary>
    [Parameter]
    public string? Ticket { get; set; }

    /// <summary>The file of the journal.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>Returns a change object for each thing that was changed back.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // A list that happens to be empty means nobody, and not everybody.
    private bool IsNarrowed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity)) || Number > 0;

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(ConfirmImpact.High) { ReturnsChanges = PassThru });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        int? number = Number > 0 ? Number : null;
        foreach (UserIdentity? identity in (IEnumerable<UserIdentity?>?)Identity ?? [])
            _wanted.Add((identity ?? new UserIdentity(""), number));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            // Making a journal only to find nothing in it would hide a slip of the path.
            _journal = new RunJournalFile(this, Used, JournalPath);
            ChangeJournal content = ChangeJournal.Read(_journal.Path);
            foreach ((UserIdentity identity, _) in _wanted.Where(w => !content.Changes.Any(c => IsOf(w.Identity, c))))
                WriteError(Nobody(identity, content).ToErrorRecord(this, identity.Input));
            JournalWriter? writer = IsOn("WhatIf", "WhatIfPreference") ? null : _journal.Open();
            var request = new UndoRequest { RunId = RunId, Wanted = IsNarrowed ? IsWanted : null, Reason = Reason, Ticket = Ticket };
            UndoRunner runner = UndoRunner.Create(
                TargetConnection.Clients, Used.Guard, Used.DisplayName, ChangeJournal.Read(_journal.Path), request, writer, _journal.ConnectionJournal);
            Engine.Run(runner.Units, "Undo", unit => unit.Description);
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

    private bool IsWanted(JournaledChange change)
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
            return change.Number == Number;
        return _wanted.Any(w => (w.Number is null || w.Number == change.Number) && IsOf(w.Identity, change));
    }

    private static bool IsOf(UserIdentity identity, JournaledChange change) =>
        identity.AccountId is { } id
            ? id == change.AccountId
            : identity.Email is { } email && (Same(email, change.Email) || Same(email, change.BeforeState?.Email));

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static AdminException Nobody(UserIdentity identity, ChangeJournal content) => identity.Fault is { } fault
        ? new AdminException(ErrorCode.InvalidIdentity, ("detail", fault))
        : new AdminException(ErrorCode.IdentityNotFound, ("address", identity.Input), ("organization", $"the journal {content.Path}"));
}
