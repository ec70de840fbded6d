using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Undo;

namespace AtlassianAdmin.Commands.Changes;

/// <summary>Undoes what a journal proves to have been changed, the last change first, from the state that was recorded before.</summary>
[Cmdlet(VerbsCommon.Undo, "AtlassianChange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Change))]
public sealed class UndoAtlassianChangeCommand : ConnectedCmdlet
{
    private readonly List<(UserIdentity Identity, int? Number)> _named = [];
    private readonly List<(Change Change, UserIdentity Given)> _changes = [];
    private readonly List<(string Person, int? Number)> _wanted = [];
    private readonly HashSet<(string RunId, int Number)> _records = [];
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

    // A list that happens to be empty means nobody, and not everybody.
    private bool IsNarrowed => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Identity)) || Number > 0;

    // A step names its site by the host.
    private protected override ITargetConnection TargetConnection => field ??= new OrganizationTarget(Used, ScimInUse, State.Sites.Where(s => Hold(s.Lifetime)).ToList());

    /// <inheritdoc/>
    protected override void BeginProcessing() => UseEngine(new EngineSettings(ConfirmImpact.High) { ReturnsChanges = PassThru });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        int? number = Number > 0 ? Number : null;
        foreach (UserIdentity? identity in (IEnumerable<UserIdentity?>?)Identity ?? [])
        {
            if (identity?.Change is { } change)
                _changes.Add((change, identity));
            else
                _named.Add((identity ?? new UserIdentity(""), number));
        }
    }

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
            Find(content);
            JournalWriter? writer = IsOn("WhatIf", "WhatIfPreference") ? null : _journal.Open();
            var request = new UndoRequest { RunId = RunId, Wanted = IsNarrowed ? IsWanted : null, Reason = Reason, Ticket = Ticket };
            UndoRunner runner = UndoRunner.Create(
                TargetConnection.Clients, Used.Guard, Used.DisplayName, ChangeJournal.Read(_journal.Path), request, writer, _journal.ConnectionJournal, TypedParameters.Of(this));
            Engine.Info = runner.Info;
            foreach (IReadOnlyList<UndoUnit> stage in runner.Stages)
                Engine.Run(stage, "Undo", unit => unit.Description);
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

    private bool IsWanted(JournaledChange change)
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Identity)))
            return change.Number == Number;
        return _records.Contains((change.RunId, change.Number))
            || _wanted.Any(w => (w.Number is null || w.Number == change.Number) && w.Person == JournalPeople.KeyOf(change));
    }

    private void Find(ChangeJournal content)
    {
        FindChanges(content);
        IReadOnlyList<ResolvedIdentity> people = Await(Begin(() => IdentityResolver.ResolveAsync(
            new JournalPeople(content), _named.Select(n => n.Identity).ToList(), GiveUp)));
        IdentityWarnings.Note(people);
        foreach ((ResolvedIdentity person, int? number) in people.Zip(_named, (person, named) => (person, named.Number)))
        {
            if (person.Failure is { } failure)
                WriteError(failure.ToErrorRecord(this, person.Identity.Input));
            else
                _wanted.Add((person.Found!.Key, number));
        }
    }

    /// <summary>Just the changes that were piped, and no other of the same people.</summary>
    private void FindChanges(ChangeJournal content)
    {
        var kept = new HashSet<(string, int)>(content.Changes.Select(c => (c.RunId, c.Number)));
        foreach ((Change change, UserIdentity given) in _changes)
        {
            if (OrganizationCheck.Refusal(given.Origin, given.Input) is { } refusal)
            {
                WriteError(refusal.ToErrorRecord(this, given.Input));
                continue;
            }

            IReadOnlyList<(string RunId, int Number)> records = change is JournaledChange journaled ? [(journaled.RunId, journaled.Number)] : change.Records;
            if (records.Any(kept.Contains))
                _records.UnionWith(records);
            else if (change.Outcome is ChangeOutcome.Changed or ChangeOutcome.Unknown)
                WriteError(new AdminException(ErrorCode.CannotBeUndone, ("account", change.Who), ("detail", $"the journal {content.Path} does not hold this change")).ToErrorRecord(this, change.Input));
        }
    }
}
